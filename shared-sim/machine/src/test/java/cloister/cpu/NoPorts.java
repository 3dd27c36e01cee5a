package cloister.cpu;

import cloister.bus.Ports;

/** A port space where nobody answers. */
public enum NoPorts implements Ports {
  INSTANCE;

  @Override
  public int read(int port, int bytes) {
    return -1 >>> 32 - 8 * bytes;
  }

  @Override
  public void write(int port, int bytes, int value) {}
}
