package cloister.cpu.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.event.Event;
import cloister.event.Rule;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.World;
import cloister.world.lesson.EventName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the table says the kernel keeps to itself, the processor refuses to ring 3; nothing else.
 */
class PrivilegedRowsTest {
  @Test
  void ringThreeIsRefusedWhatTheTableSays() throws InvalidInput {
    World world = Kernel.world("bits 32\norg 0x20000\ntimes 32 nop\n");
    EventName out = new EventName("ring.out");
    world.run(1000, () -> out.in(world.timeline().moment()));
    int ring3 = world.step();
    List<String> expected = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Encoding row : Kernel.opcodes().rows()) {
      world.apply(new Command.Seek(ring3));
      byte[] code = bytes(row);
      for (int i = 0; i < code.length; i++) {
        world.apply(new Command.Poke("mem." + Integer.toHexString(0x20000 + i), code[i] & 0xff));
      }
      world.apply(new Command.Run(1));
      String name = row.names().at32() + " " + row.twoByte() + " " + row.opcode();
      if (row.privileged()) {
        expected.add(name);
      }
      if (refusesRing(world, row.op() == Op.SYSEXIT)) {
        refused.add(name);
      }
    }
    assertEquals(String.join("\n", refused), String.join("\n", expected));
  }

  /** SYSEXIT asks for its selector before it asks for the ring, and here it has none. */
  private static boolean refusesRing(World world, boolean exits) {
    for (Event event : world.timeline().moment().events()) {
      if (event instanceof Event.FaultRaised fault
          && (fault.rule() == Rule.RING_0_ONLY
              || fault.rule() == Rule.SYSENTER_SELECTOR && exits
              || fault.rule().operands().contains("IOPL"))) {
        return true;
      }
    }
    return false;
  }

  /** The row with operands in memory, where it takes such, and zeros behind it. */
  private static byte[] bytes(Encoding row) {
    byte[] code = new byte[12];
    int at = 0;
    if (row.prefix() != 0) {
      code[at++] = (byte) row.prefix();
    }
    if (row.twoByte()) {
      code[at++] = 0x0f;
    }
    if (row.isThreeByte()) {
      code[at++] = 0x38;
    }
    code[at++] = (byte) row.opcode();
    if (row.hasSecondByte()) {
      code[at] = (byte) row.extension();
    } else if (row.hasModRm()) {
      code[at++] = (byte) (Math.max(row.extension(), 0) << 3 | 5);
      code[at + 2] = 2;
    }
    return code;
  }
}
