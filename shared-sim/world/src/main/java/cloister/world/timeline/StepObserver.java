package cloister.world.timeline;

/**
 * Told after steps while a timeline goes forward: after each of the first {@link
 * Timeline#FINE_STEPS}, later at least after each step that has events or touches memory that is
 * watched.
 */
public interface StepObserver {
  /** True to stop here. */
  boolean stepped();

  /** True for one that is to be told after every step, however many there were before. */
  default boolean needsEveryStep() {
    return false;
  }

  StepObserver NONE = () -> false;

  /** The same observer, told after every step. */
  static StepObserver ofEveryStep(StepObserver observer) {
    return new StepObserver() {
      @Override
      public boolean stepped() {
        return observer.stepped();
      }

      @Override
      public boolean needsEveryStep() {
        return true;
      }
    };
  }

  /** Both are told after each step, this one first; either may stop. */
  default StepObserver and(StepObserver other) {
    StepObserver both = () -> stepped() | other.stepped();
    return needsEveryStep() || other.needsEveryStep() ? ofEveryStep(both) : both;
  }
}
