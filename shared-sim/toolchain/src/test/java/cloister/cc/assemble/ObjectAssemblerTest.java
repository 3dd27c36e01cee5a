package cloister.cc.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.asm.encode.InstructionSet;
import cloister.asm.value.Register;
import cloister.cc.code.CodeOperand;
import cloister.cc.code.Item;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import cloister.elf.ElfSection;
import cloister.elf.ObjectFile;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectAssemblerTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private ObjectFile assemble(Item... items) {
    InstructionSet set = new InstructionSet(new OpcodeTable());
    return new ObjectAssembler(set, diagnostics).assemble("test.o", List.of(items));
  }

  private static CodeOperand register(String name) {
    return new CodeOperand.InRegister(Register.named(name).orElseThrow());
  }

  private static String hex(ElfSection section) {
    return HexFormat.of().formatHex(section.bytes());
  }

  @Test
  void shortBranchesStayShortAndFarOnesGrow() {
    List<Item> items = new ArrayList<>();
    items.add(Item.Instruction.of("jmp", new CodeOperand.Target(".Lnear", 0)));
    items.add(new Item.Label(".Lnear"));
    items.add(Item.Instruction.of("je", new CodeOperand.Target(".Lfar", 0)));
    items.add(new Item.Space(200, 0x90));
    items.add(new Item.Label(".Lfar"));
    items.add(Item.Instruction.of("ret"));
    String text = hex(assemble(items.toArray(Item[]::new)).sections().getFirst());
    assertEquals("eb00" + "0f84c8000000" + "90".repeat(200) + "c3", text);
  }

  @Test
  void symbolsOfOtherFilesBecomeRelocations() {
    ObjectFile object =
        assemble(
            Item.Instruction.of("call", new CodeOperand.Target("puts", 0)),
            Item.Instruction.of(
                "mov",
                register("ecx"),
                new CodeOperand.Memory(
                    32,
                    Register.named("ebx"),
                    Register.named("esi"),
                    4,
                    8,
                    "table",
                    Optional.empty())),
            Item.Instruction.of("push", new CodeOperand.SymbolImmediate("text", 2)));
    ElfSection text = object.sections().getFirst();
    assertEquals("e8fcffffff" + "8b8cb308000000" + "6802000000", hex(text));
    assertEquals(
        List.of("1 puts 2", "8 table 1", "13 text 1"),
        text.relocations().stream()
            .map(
                one ->
                    one.offset()
                        + " "
                        + object.symbols().get(one.symbol()).name()
                        + " "
                        + one.type())
            .toList());
  }

  @Test
  void aDistanceWithinASectionIsANumber() {
    ObjectFile object =
        assemble(
            new Item.Label("start"),
            new Item.Space(5, 0),
            new Item.Label("end"),
            new Item.Difference("end", "start", -1, 2));
    assertEquals("0000000000" + "0400", hex(object.sections().getFirst()));
  }

  @Test
  void aSymbolDefinedTwiceIsReported() {
    assemble(new Item.Label("a"), new Item.Label("a"));
    assertEquals("cc.assemble.redefined", diagnostics.all().getFirst().message().id());
  }
}
