package cloister.world.timeline;

/**
 * Told after steps while a timeline goes forward: after each of the first {@link
 * Timeline#FINE_STEPS}, later at least after each step that has events.
 */
public interface StepObserver {
  /** True to stop here. */
  boolean stepped();

  StepObserver NONE = () -> false;
}
