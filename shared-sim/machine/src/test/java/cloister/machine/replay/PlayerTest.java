package cloister.machine.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import cloister.machine.Board;
import cloister.machine.Digest;
import cloister.machine.Machine;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlayerTest {
  private static final int MEMORY = 0x10000;
  private static final int STATE_BYTES = 16 << 10;

  /** Writes into every page of the upper half, again and again. */
  private static final Assembly PROGRAM =
      new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of())
          .assemble(
              "all-pages.asm",
              """
              bits 16
              org 0x7c00
              next:
              add di, 0x0ffe
              mov bx, di
              or bx, 0x8000
              mov [bx], ax
              inc ax
              test di, 0x7000
              jnz next
              mov cx, 40
              pause: loop pause
              jmp next
              """);

  /** Something that is done from outside: a register changes. */
  private record Press(long step, int value) implements Change {
    @Override
    public void applyTo(Machine machine) {
      machine.cpu().general[0] += value;
    }
  }

  private static Board board() {
    Board board = new Board(MEMORY);
    board.startAt(0, 0x7c00);
    byte[] image = PROGRAM.image();
    for (int i = 0; i < image.length; i++) {
      board.memory().write8(0x7c00 + i, image[i] & 0xff);
    }
    return board;
  }

  private static String digest(Machine machine) {
    return Digest.of(machine, machine.memory());
  }

  private static Player<Press> run(Course<Press> course, int steps) {
    Player<Press> player = new Player<>(board(), course);
    player.begin();
    while (player.step() < steps) {
      player.run((int) Math.min(course.due(), steps) - (int) player.step());
      if (player.step() >= course.due()) {
        player.keep();
      }
    }
    return player;
  }

  @Test
  void anyStepIsReachedFromAnyOtherWithinTheLimitOfMemory() {
    int steps = 3_000_000;
    int limit = 2 << 20;
    Course<Press> course = new Course<>(1 << 20, limit);
    Player<Press> player = run(course, steps);
    assertTrue(course.bytes() <= limit, course.bytes() + " bytes");
    assertTrue(course.count() > 8, course.count() + " checkpoints");
    Random random = new Random(3);
    Machine other = board();
    Player<Press> fresh = new Player<>(other, new Course<>(1 << 20, Integer.MAX_VALUE));
    fresh.begin();
    for (int i = 1; i < 6; i++) {
      int step = steps / 6 * i + random.nextInt(1000);
      fresh.run(step - (int) fresh.step());
      player.settleAt(random.nextInt(steps));
      player.goTo(step);
      assertEquals(digest(other), digest(player.machine()), "step " + step);
      assertTrue(course.bytes() <= limit + STATE_BYTES, course.bytes() + " bytes");
    }
  }

  @Test
  void checkpointsStandDensestBehindThePresent() {
    int steps = 4_000_000;
    Course<Press> course = new Course<>(1 << 20, Integer.MAX_VALUE);
    Player<Press> player = run(course, steps);
    long last = steps;
    for (int i = course.count() - 1; i >= 0; i--) {
      long gap = last - course.checkpoint(i).step();
      long most = Math.max(steps / 64, (steps - last) / Course.DENSITY + steps / 64);
      assertTrue(gap <= most, gap + " steps to " + last);
      last = course.checkpoint(i).step();
    }
    assertTrue(course.count() < 100, course.count() + " checkpoints");
    assertEquals(steps, player.step());
  }

  @Test
  void whatWasDoneFromOutsideIsDoneAgain() {
    Course<Press> course = new Course<>(1 << 20, Integer.MAX_VALUE);
    Player<Press> player = run(course, 500_000);
    player.goTo(200_000);
    player.change(new Press(200_000, 5));
    player.change(new Press(200_000, 6));
    assertEquals(Long.MAX_VALUE, course.nextChange(200_000));
    player.run(100_000);
    String digest = digest(player.machine());
    int value = player.machine().cpu().general[0];
    player.goTo(199_999);
    player.goTo(300_000);
    assertEquals(digest, digest(player.machine()));
    assertEquals(value, player.machine().cpu().general[0]);
    player.goTo(100_000);
    player.change(new Press(100_000, 1));
    assertEquals(1, course.changesFrom(0, 1_000_000).size(), "what came after is cut off");
  }
}
