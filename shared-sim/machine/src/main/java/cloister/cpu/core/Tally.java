package cloister.cpu.core;

/**
 * What was passed by what is known of it, instead of by its checks or by the interpreter's loop,
 * modulo 2<sup>32</sup>. No part of a state: nothing depends on it.
 */
public final class Tally {
  public int gates;
  public int returns;

  /** Page faults that translated code met, and that were delivered without leaving it. */
  public int faults;

  /** Ways between rings that translated code has gone by itself; some of them are faults, too. */
  public int ways;

  /** Ways from one translated region to another. */
  public int crossings;
}
