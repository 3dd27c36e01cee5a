package cloister.time;

/** Counts what the processor has done; two words, because 64-bit numbers are slow in browsers. */
public interface Ticks {
  /** Low word of the instructions retired, up to the present one. */
  int low();

  int high();
}
