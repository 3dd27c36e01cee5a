package cloister.cpu.core;

/** What was done the fast ways. No part of a state: nothing depends on it. */
public final class Tally {
  /** Gates and returns that were passed by what was known of them, modulo 2<sup>32</sup>. */
  public int repeatedTransfers;
}
