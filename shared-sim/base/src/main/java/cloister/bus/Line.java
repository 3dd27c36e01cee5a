package cloister.bus;

/** A wire with two levels, driven by one device and watched by another. */
public interface Line {
  void set(boolean high);

  /** A wire that leads nowhere. */
  Line NONE = high -> {};
}
