package cloister.machine;

import cloister.bus.Memory;
import cloister.event.Event;
import cloister.event.EventSink;
import cloister.event.Families;

/** The gate of address line 20: open when the keyboard controller or port 0x92 says so. */
final class AddressLine20 {
  private final Memory memory;
  private final EventSink events;

  /** The pins of the keyboard controller are high after power-on. */
  private boolean byKeyboard = true;

  private boolean byPort;

  AddressLine20(Memory memory, EventSink events) {
    this.memory = memory;
    this.events = events;
  }

  void setByKeyboard(boolean open) {
    byKeyboard = open;
    update();
  }

  void setByPort(boolean open) {
    byPort = open;
    update();
  }

  private void update() {
    boolean open = byKeyboard || byPort;
    if (open != memory.addressLine20()) {
      memory.setAddressLine20(open);
      if (events.listens(Families.DEVICES)) {
        events.accept(new Event.AddressLine20Switched(open));
      }
    }
  }
}
