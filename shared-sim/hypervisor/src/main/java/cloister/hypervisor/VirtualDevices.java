package cloister.hypervisor;

import cloister.bus.PortMap;
import cloister.device.console.Console;
import cloister.device.pic.Pic;
import cloister.device.pit.Pit;
import cloister.machine.DebugPort;
import cloister.machine.TimerChips;
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
  private final PortMap ports = new PortMap();
  private final Console console = new Console();
  private final TimerChips timer;

  VirtualDevices(Ticks guestTime) {
    timer = new TimerChips(guestTime);
    timer.connect(ports);
    ports.add(Console.PORT, 1, 1, new DebugPort(console));
  }

  PortMap ports() {
    return ports;
  }

  Console console() {
    return console;
  }

  Pic pic() {
    return timer.pic();
  }

  Pit pit() {
    return timer.pit();
  }

  Clock clock() {
    return timer.clock();
  }

  @Override
  public void save(StateWriter out) {
    timer.save(out);
    console.save(out);
  }

  @Override
  public void load(StateReader in) {
    timer.load(in);
    console.load(in);
  }
}
