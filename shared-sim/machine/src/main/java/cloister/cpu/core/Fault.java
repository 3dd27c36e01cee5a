package cloister.cpu.core;

import cloister.event.Event;
import cloister.event.Rule;

/**
 * The one exception of a processor that says: the current instruction is refused. It has no stack
 * trace and is reused, because a new exception costs about as much as a thousand instructions.
 */
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  public static final int NO_ERROR_CODE = -1;

  private int vector;
  private int errorCode;
  private Rule rule = Rule.NOT_SUPPORTED;
  private int first;
  private int second;
  private int third;

  Fault() {
    super(null, null, false, false);
  }

  Fault set(int vector, int errorCode, Rule rule, int first, int second, int third) {
    this.vector = vector;
    this.errorCode = errorCode;
    this.rule = rule;
    this.first = first;
    this.second = second;
    this.third = third;
    return this;
  }

  public int vector() {
    return vector;
  }

  /** {@link #NO_ERROR_CODE} when the exception has none. */
  public int errorCode() {
    return errorCode;
  }

  public Rule rule() {
    return rule;
  }

  public int first() {
    return first;
  }

  public int second() {
    return second;
  }

  public int third() {
    return third;
  }

  public Event.FaultRaised raisedAt(int eip) {
    return new Event.FaultRaised(vector, errorCode, eip, rule, first, second, third);
  }
}
