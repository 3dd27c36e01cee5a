package cloister.cpu.paging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.bus.InterruptLine;
import cloister.bus.Memory;
import cloister.cpu.NoPorts;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Features;
import cloister.state.StateWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Short walks find and leave what the long one does, whatever the entries and the mode are. */
class PlainWalkTest {
  private static final int ROUNDS = 40_000;
  private static final int PAGES = 8;
  private static final int NOT_PLAIN = -1;

  private static final int[] ACCESSES = {
    Access.SYSTEM_READ, Access.SYSTEM_WRITE, Access.USER_READ, Access.USER_WRITE
  };

  private static final int[] MODES = {
    0, Core.CR4_PSE, Core.CR4_PGE, Core.CR4_PSE | Core.CR4_PGE, Core.CR4_PAE
  };

  /** A processor whose pages have all been written before. */
  private static final class Side {
    private final Memory memory = new Memory(PAGES * Memory.PAGE_SIZE);
    private final Core core =
        new Core(Features.ALL_BUT_UMIP, memory, NoPorts.INSTANCE, InterruptLine.NONE);
    private final Paging paging = new Paging(core);

    Side() {
      core.reset();
      for (int page = 0; page < PAGES; page++) {
        memory.write8(page * Memory.PAGE_SIZE, 0);
      }
    }

    byte[] state() {
      StateWriter out = new StateWriter();
      paging.save(out);
      out.writeInt(core.cr2);
      for (int at = 0; at < PAGES * Memory.PAGE_SIZE; at += 4) {
        out.writeInt(memory.read32(at));
      }
      return out.toBytes();
    }
  }

  private final Side longWay = new Side();
  private final Side shortWay = new Side();
  private int refused;
  private int found;

  @Test
  void agreesWithTheLongOne() {
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      change(random);
      int linear = (random.nextInt(2) << 22 | random.nextInt(3) << 12) + 4 * random.nextInt(8);
      int access = ACCESSES[random.nextInt(ACCESSES.length)];
      if (random.nextBoolean()) {
        compare(linear, access, "round " + round);
      } else {
        compareWhatIsAllowed(linear, access, "round " + round);
      }
      if (round % 64 == 0) {
        assertArrayEquals(longWay.state(), shortWay.state(), "round " + round);
      }
    }
    assertTrue(refused > ROUNDS / 20, "few refusals");
    assertTrue(found > ROUNDS / 10, "few translations");
  }

  /** An entry of the directory in page 0 or of one of two tables, or the mode. */
  private void change(Random random) {
    int entry = random.nextInt() & 0x1ff | random.nextInt(PAGES) << 12;
    int present = entry | (random.nextInt(4) == 0 ? 0 : PageEntry.PRESENT | PageEntry.USER);
    int place = (random.nextInt(3) << 12) + 4 * random.nextInt(4);
    int mode = random.nextInt(50) == 0 ? MODES[random.nextInt(MODES.length)] : longWay.core.cr4;
    boolean protect = random.nextInt(20) == 0 ? random.nextBoolean() : longWay.core.writeProtect();
    int table = 1 + random.nextInt(2) << 12 | 0x27;
    boolean leads = random.nextInt(3) == 0;
    boolean forgets = mode != longWay.core.cr4 || random.nextInt(3) == 0;
    for (Side side : new Side[] {longWay, shortWay}) {
      side.memory.write32(place, present);
      if (leads) {
        side.memory.write32(place & 4, table);
      }
      side.core.cr4 = mode;
      side.core.cr0 = Core.CR0_PG | 1 | (protect ? Core.CR0_WP : 0);
      side.paging.writeProtectChanged();
      if (forgets) {
        side.paging.dropAll();
      }
    }
  }

  private void compare(int linear, int access, String where) {
    int actual = shortWay.paging.translatedPlainly(linear, access);
    Fault refusal = shortWay.paging.plainRefusal();
    try {
      assertEquals(longWay.paging.translate(linear, access), actual, where);
      assertNull(refusal, where);
      found++;
    } catch (Fault fault) {
      assertEquals(fault.errorCode(), refusal.errorCode(), where);
      assertEquals(fault.rule(), refusal.rule(), where);
      assertEquals(fault.third(), refusal.third(), where);
      assertEquals(NOT_PLAIN, actual, where);
      refused++;
    }
    assertEquals(longWay.core.cr2, shortWay.core.cr2, where);
  }

  /** Where it finds nothing it has done nothing: the long way comes behind. */
  private void compareWhatIsAllowed(int linear, int access, String where) {
    byte[] before = shortWay.state();
    int actual = shortWay.paging.keptOrWalked(linear, 4, access);
    if (actual < 0) {
      assertArrayEquals(before, shortWay.state(), where);
      compare(linear, access, where);
    } else {
      assertEquals(longWay.paging.translate(linear, access), actual, where);
      found++;
    }
  }
}
