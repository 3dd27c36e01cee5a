package cloister.state;

/** A part of a machine whose whole state can be saved and restored. */
public interface Saveable {
  void save(StateWriter out);

  /** Restores what {@link #save} wrote; nothing of the former state remains. */
  void load(StateReader in);

  /** What has no state. */
  Saveable NOTHING =
      new Saveable() {
        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
      };
}
