package cloister.cpu.core;

/**
 * What was passed by what is known of it, instead of by its checks, modulo 2<sup>32</sup>. No part
 * of a state: nothing depends on it.
 */
public final class Tally {
  public int gates;
  public int returns;
}
