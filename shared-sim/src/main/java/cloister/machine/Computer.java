package cloister.machine;

import cloister.bus.PortMap;
import java.util.List;

/** A machine that starts at the reset vector, as one that is bought does. */
public interface Computer extends Machine {

  /** Its port space, to which a listener may be added before it runs. */
  PortMap ports();

  /** What stands on its screen, line by line; nothing when it has none. */
  List<String> screenLines();

  /** So many bytes can arrive at the serial port before one is lost. */
  int roomForInput();

  /** A byte arrives at the serial port. */
  void receive(int value);
}
