package cloister.event;

/** Where the machine reports its events. */
public interface EventSink {
  /** False when nobody listens; the machine then makes no event at all. */
  boolean listening();

  /**
   * Whether somebody listens to one of these {@link Families}. Ask before making an event; where
   * several are made at once, those of other families may come, too.
   */
  default boolean listens(int families) {
    return listening();
  }

  void accept(Event event);

  EventSink NONE =
      new EventSink() {
        @Override
        public boolean listening() {
          return false;
        }

        @Override
        public void accept(Event event) {}
      };
}
