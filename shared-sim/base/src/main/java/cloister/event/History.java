package cloister.event;

/** Events with the steps at which they happened, in order. */
public interface History {
  int size();

  int step(int index);

  Event event(int index);

  /** How many happened up to and at a step. */
  int countUntil(int step);
}
