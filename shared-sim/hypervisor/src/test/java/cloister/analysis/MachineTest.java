package cloister.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.OpcodeTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineTest {
  private static final Conditions USUAL = new Conditions(true, false, false);
  private static final OpcodeTable OPCODES = new OpcodeTable();

  private static Form form(String name) {
    for (Encoding row : OPCODES.rows()) {
      if (Names.of(row).equals(name)) {
        return Forms.of(row).getFirst();
      }
    }
    throw new IllegalStateException(name);
  }

  private static Machine machine(Place place, Conditions conditions) {
    return new Machine(Era.CLASSIC, place, conditions);
  }

  @Test
  void theWordsOfTheProcessorAreWhereTheirNamesSay() {
    Outcome outcome = machine(Place.alone(3), USUAL).run(form("nop"));
    int[] words = outcome.before();
    assertEquals(3, words[Words.CPL]);
    assertEquals(Layout.CODE, words[Words.EIP]);
    assertEquals(Layout.CODE + 1, outcome.after()[Words.EIP]);
    assertEquals(0x202, words[Words.EFLAGS]);
    assertEquals(Layout.USER_CODE, words[Words.SELECTORS + 1]);
    assertEquals("CS", Words.name(Words.SELECTORS + 1));
    assertEquals("CS.base", Words.name(Words.BASES + 1));
    assertEquals("GDTR.base", Words.name(Words.SYSTEM));
    assertEquals(Layout.GDT, words[Words.SYSTEM]);
    assertEquals("CR0", Words.name(Words.SYSTEM + 4));
    assertEquals(Machine.CR0, words[Words.SYSTEM + 4]);
    assertEquals("SYSENTER_CS", Words.name(52));
    assertEquals(Layout.KERNEL_CODE, words[52]);
    assertEquals("DR6", Words.name(62));
    assertEquals(0xFFFF0FF0, words[62]);
    assertEquals("DR7", Words.name(Words.LAST_SYSTEM));
    assertEquals(0x400, words[Words.LAST_SYSTEM]);
    assertEquals(256, words[Words.CLOCK]);
    assertEquals(Layout.USER_CODE, words[Words.FLOATING_CODE]);
  }

  @Test
  void nothingOfARunIsLeftForTheNext() {
    Machine machine = machine(Place.alone(0), USUAL);
    Outcome first = machine.run(form("pushfd"));
    machine.run(form("lgdt"));
    machine.run(form("hlt"));
    machine.run(form("int"));
    Outcome again = machine.run(form("pushfd"));
    assertArrayEquals(first.after(), again.after());
    assertArrayEquals(first.written(), again.written());
    assertEquals(2, first.written().length);
  }

  @Test
  void haltingIsAChangeOfTheConfiguration() {
    Machine alone = machine(Place.alone(0), USUAL);
    assertEquals("processor", new Configuration(alone.run(form("hlt"))).name());
    assertEquals("ports", new Configuration(alone.run(form("in"))).name());
    assertEquals("IF", new Configuration(alone.run(form("cli"))).name());
    assertEquals("TR", new Configuration(alone.run(form("ltr"))).name());
    assertEquals("LDTR", new Configuration(alone.run(form("lldt"))).name());
    assertEquals("IDTR.limit", new Configuration(alone.run(form("lidt"))).name());
    assertEquals("translations", new Configuration(alone.run(form("invlpg"))).name());
    assertEquals("DR0", new Configuration(alone.run(form("mov dr, r"))).name());
    assertFalse(new Configuration(alone.run(form("push"))).isChanged());
  }

  @Test
  void anInterruptThatReachesTheHypervisorIsATrap() {
    Place below = Place.under(Arrangement.ORIGINAL, 1);
    Outcome outcome = machine(below, USUAL).run(form("int1"));
    assertFalse(outcome.refused());
    assertTrue(outcome.trapsUnder(below));
    assertFalse(machine(Place.alone(0), USUAL).run(form("int1")).trapsUnder(Place.alone(0)));
  }

  @Test
  void whatTheHypervisorCannotSeeIsALie() {
    Place alone = Place.alone(0);
    Place below = Place.under(Arrangement.SHADOWED, 1);
    Machine due = machine(alone, USUAL);
    Machine got = machine(below, USUAL);
    for (String name : List.of("nop", "push", "hlt", "fadd", "call")) {
      Form form = form(name);
      assertEquals(
          Optional.empty(), Comparison.of(alone, due.run(form), below, got.run(form)), name);
    }
    Form form = form("push cs");
    assertEquals(
        Optional.of(new Lie("memory at 00003CFC", "00000009", "00000008")),
        Comparison.of(alone, due.run(form), below, got.run(form)));
  }

  @Test
  void aRefusalThatDoesNotComeIsALie() {
    Place alone = Place.alone(0);
    Place below = Place.under(Arrangement.ORIGINAL, 1);
    Outcome refused = machine(alone, new Conditions(true, true, false)).run(form("fadd"));
    Outcome done = machine(below, USUAL).run(form("fadd"));
    assertEquals(
        Optional.of(new Lie("exception", "none", "#NM")),
        Comparison.of(alone, refused, below, done));
  }
}
