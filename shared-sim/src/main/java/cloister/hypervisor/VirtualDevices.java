package cloister.hypervisor;

import cloister.bus.PortDevice;
import cloister.bus.PortMap;
import cloister.device.console.Console;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.event.EventSink;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.Clock;
import cloister.time.Ticks;

/**
 * The devices that a guest has for itself: console, interrupt controllers, interval timer. Their
 * time is the guest's: a tick for each instruction that it has done, so that an interrupt comes at
 * the same instruction as on a machine of its own.
 */
final class VirtualDevices implements Saveable {
  private static final int TICKS_PER_SECOND = 1_193_182;

  private final PortMap ports = new PortMap();
  private final Console console = new Console();
  private final Pic pic = new Pic(EventSink.NONE);
  private final Clock clock;
  private final Pit pit;

  VirtualDevices(Ticks guestTime) {
    clock = new Clock(guestTime, TICKS_PER_SECOND);
    pit = new Pit(clock, high -> pic.set(0, high), EventSink.NONE);
    pic.connect(ports);
    pit.connect(ports);
    ports.add(
        Console.PORT,
        1,
        1,
        new PortDevice() {
          @Override
          public int read(int port, int bytes) {
            return Console.PORT;
          }

          @Override
          public void write(int port, int bytes, int value) {
            console.write(value);
          }
        });
  }

  PortMap ports() {
    return ports;
  }

  Console console() {
    return console;
  }

  Pic pic() {
    return pic;
  }

  Pit pit() {
    return pit;
  }

  Clock clock() {
    return clock;
  }

  @Override
  public void save(StateWriter out) {
    clock.save(out);
    pic.save(out);
    pit.save(out);
    console.save(out);
  }

  @Override
  public void load(StateReader in) {
    clock.load(in);
    pic.load(in);
    pit.load(in);
    console.load(in);
  }
}
