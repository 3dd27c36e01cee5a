package cloister.bus;

/** The INTR pin of the processor and the acknowledge cycle that answers it. */
public interface InterruptLine {
  boolean raised();

  /** The vector of the interrupt that is now being served, 0 to 255. */
  int acknowledge();

  /** A board without an interrupt controller: no interrupt ever arrives. */
  InterruptLine NONE =
      new InterruptLine() {
        @Override
        public boolean raised() {
          return false;
        }

        @Override
        public int acknowledge() {
          throw new IllegalStateException("acknowledge without a raised interrupt");
        }
      };
}
