package cloister.world.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.cpu.disasm.Disassembler;
import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.PagedKernel;
import cloister.world.PagedKernel.Tables;
import cloister.world.Words;
import cloister.world.World;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PagesViewTest {
  private static final OptionalInt NOTHING_ASKED = OptionalInt.empty();

  @Test
  void withPagingOffItSaysSo() {
    Json.Obj pages = pages(PagedKernel.world("nop\n"), NOTHING_ASKED);
    assertEquals("false", text(pages, "on"));
    assertEquals("null", text(pages, "walk"));
    assertTrue(sentence(pages, "text").contains("Paging is off"), sentence(pages, "text"));
  }

  @Test
  void aRefusalShowsTheEntryAndTheBitThatDecided() throws InvalidInput {
    World world = PagedKernel.inRing3("mov eax, [0x7C10]\n");
    world.apply(new Command.Run(1));
    Json.Obj walk = object(pages(world, NOTHING_ASKED), "walk");
    assertEquals("true", text(walk, "refused"));
    assertEquals(Integer.toString(0x7C10), text(walk, "linear"));
    assertTrue(sentence(walk, "title").contains("U/S bit is 0"), sentence(walk, "title"));
    Json.Obj directory = entry(walk, 0);
    Json.Obj table = entry(walk, 1);
    assertEquals("false", text(directory, "decided"));
    assertEquals("true", text(table, "decided"));
    assertEquals(Integer.toString(0x901C), text(table, "address"));
    assertEquals("7", text(table, "index"));
    assertEquals(List.of("U/S"), marked(table, "decided"));
    assertEquals("\"page.00007000.user\"", text(bit(table, "U/S"), "path"));
    assertEquals("\"page.00007000.directory.user\"", text(bit(directory, "U/S"), "path"));
  }

  @Test
  void aBitThatWasRepairedDecidesNoLonger() throws InvalidInput {
    World world = PagedKernel.inRing3("mov eax, [0x7C10]\n");
    world.apply(new Command.Run(1));
    world.apply(new Command.Poke("page.7000.user", 1));
    Json.Obj table = entry(object(pages(world, NOTHING_ASKED), "walk"), 1);
    assertEquals("false", text(table, "decided"));
    assertEquals(List.of("U/S"), marked(table, "changed"));
    assertEquals(Integer.toString(world.step()), text(table, "step"));
    assertTrue(sentence(table, "written").contains("by hand"), sentence(table, "written"));
  }

  @Test
  void aStepThatFoundAPageShowsWhatItMarked() throws InvalidInput {
    World world = PagedKernel.inRing3("mov byte [0x21000], 1\n");
    world.apply(new Command.Run(1));
    Json.Obj walk = object(pages(world, NOTHING_ASKED), "walk");
    assertEquals("true", text(walk, "ofStep"));
    assertEquals(Integer.toString(0x21000), text(walk, "physical"));
    assertEquals(List.of("A", "D"), marked(entry(walk, 1), "changed"));
    assertEquals(List.of(), marked(entry(walk, 1), "decided"));
    assertEquals(Integer.toString(world.step()), text(entry(walk, 1), "step"));
  }

  @Test
  void whoeverAsksForAnAddressGetsTheWayThere() {
    World world = PagedKernel.inRing3("nop\n");
    Json.Obj walk = object(pages(world, OptionalInt.of(0x25123)), "walk");
    assertEquals("false", text(walk, "ofStep"));
    assertEquals("false", text(walk, "refused"));
    assertEquals("null", text(walk, "frame"));
    assertEquals(List.of("P"), marked(entry(walk, 1), "decided"));
    Json.Obj beyond = object(pages(world, OptionalInt.of(0x400000)), "walk");
    assertEquals(1, array(beyond, "entries").size());
    assertEquals(List.of("P"), marked(entry(beyond, 0), "decided"));
  }

  @Test
  void aFormerQuestionWaitsForAStepThatLooksUpNothing() throws InvalidInput {
    World world = PagedKernel.inRing3("mov eax, [0x21000]\ninc eax\n");
    OptionalInt former = OptionalInt.of(0x24000);
    world.apply(new Command.Run(1));
    Json.Obj own = (Json.Obj) view().pages(world, NOTHING_ASKED, former, false);
    assertEquals(Integer.toString(0x21000), text(object(own, "walk"), "linear"));
    world.apply(new Command.Run(1));
    Json.Obj quiet = (Json.Obj) view().pages(world, NOTHING_ASKED, former, false);
    assertEquals(Integer.toString(0x24000), text(object(quiet, "walk"), "linear"));
  }

  @Test
  void theBitsOfTheAddressThatSelectAreNamed() {
    World world = PagedKernel.inRing3("nop\n");
    Json.Obj walk = object(pages(world, OptionalInt.of(0x24ABC)), "walk");
    List<Json> indices = array(walk, "indices");
    assertEquals(3, indices.size());
    assertEquals("\"024\"", text((Json.Obj) indices.get(1), "text"));
    assertEquals("\"ABC\"", text((Json.Obj) indices.get(2), "text"));
    assertEquals("22", text((Json.Obj) indices.get(0), "low"));
  }

  @Test
  void aLargePageNeedsNoTable() throws InvalidInput {
    World world = PagedKernel.inRing3(Tables.LARGE, "mov eax, [0x31234]\n");
    world.apply(new Command.Run(1));
    Json.Obj walk = object(pages(world, NOTHING_ASKED), "walk");
    assertEquals(1, array(walk, "entries").size());
    assertEquals(2, array(walk, "indices").size());
    assertEquals("0", text(walk, "frame"));
    assertEquals(Integer.toString(1 << 22), text(walk, "pageBytes"));
    assertEquals("1", text(bit(entry(walk, 0), "PS"), "value"));
    Json.Obj range = (Json.Obj) array(pages(world, NOTHING_ASKED), "ranges").get(0);
    assertEquals(Integer.toString((1 << 22) - 1), text(range, "last"));
    assertEquals("true", text(range, "large"));
  }

  @Test
  void paeHasAPointerTableAndAnUpperWord() throws InvalidInput {
    World world = PagedKernel.inRing3(Tables.PAE, "jmp 0x22000\n");
    world.apply(new Command.Run(2));
    Json.Obj walk = object(pages(world, NOTHING_ASKED), "walk");
    assertEquals("true", text(walk, "refused"));
    assertEquals(3, array(walk, "entries").size());
    assertEquals("\"pointer\"", text(entry(walk, 0), "level"));
    assertEquals(Integer.toString(0x8000), text(entry(walk, 0), "address"));
    assertEquals(Integer.toString(0xA000 + 8 * 0x22), text(entry(walk, 2), "address"));
    assertEquals("true", text(entry(walk, 2), "decided"));
    assertEquals("1", text(bit(entry(walk, 2), "XD"), "value"));
    assertTrue(sentence(walk, "title").contains("reserved bits"), sentence(walk, "title"));
    assertEquals("false", text(entry(walk, 1), "decided"));
    List<Json> ranges = array(pages(world, NOTHING_ASKED), "ranges");
    assertEquals(3, ranges.size());
    assertEquals(Integer.toString(0x200000), text((Json.Obj) ranges.get(2), "first"));
    assertEquals(Integer.toString(0x3fffff), text((Json.Obj) ranges.get(2), "last"));
    world.apply(new Command.Poke("page.22000.noexec", 0));
    walk = object(pages(world, OptionalInt.of(0x22000)), "walk");
    assertEquals("0", text(bit(entry(walk, 2), "XD"), "value"));
    Json.Obj everybodys = (Json.Obj) array(pages(world, NOTHING_ASKED), "ranges").get(1);
    assertEquals(Integer.toString(0x22fff), text(everybodys, "last"));
  }

  @Test
  void neighboursWithTheSameRightsAreOneRange() {
    List<Json> ranges = array(pages(PagedKernel.inRing3("nop\n"), NOTHING_ASKED), "ranges");
    assertEquals(3, ranges.size());
    Json.Obj user = (Json.Obj) ranges.get(1);
    assertEquals(Integer.toString(0x20000), text(user, "first"));
    assertEquals(Integer.toString(0x23fff), text(user, "last"));
    assertEquals("\"all rings, read and write\"", text(user, "text"));
    assertEquals("\"all rings, read only\"", text((Json.Obj) ranges.get(2), "text"));
  }

  @Test
  void aRangeThatLiesElsewhereIsARangeOfItsOwn() throws InvalidInput {
    World world = PagedKernel.inRing3("nop\n");
    world.apply(new Command.Poke("page.22000.frame", 0x50000));
    List<Json> ranges = array(pages(world, NOTHING_ASKED), "ranges");
    assertEquals(5, ranges.size());
    assertEquals(Integer.toString(0x50000), text((Json.Obj) ranges.get(2), "physical"));
  }

  @Test
  void theRangesAreBounded() throws InvalidInput {
    World world = PagedKernel.inRing3("nop\n");
    for (int page = 0; page < 128; page += 2) {
      world.apply(new Command.Poke("page." + Integer.toHexString(page << 12) + ".user", 1));
      world.apply(new Command.Poke("page." + Integer.toHexString(page + 1 << 12) + ".present", 0));
    }
    for (int page = 64; page < 300; page += 2) {
      world.machine().memory().write32(0x9000 + 4 * page, page << 12 | 7);
    }
    Json.Obj pages = pages(world, NOTHING_ASKED);
    assertEquals(MappedRanges.MOST, array(pages, "ranges").size());
    assertEquals("false", text(pages, "complete"));
  }

  @Test
  void aTranslationThatTheTablesNoLongerHaveIsStale() throws InvalidInput {
    World world = PagedKernel.inRing3("mov eax, [0x21000]\njmp $\n");
    world.apply(new Command.Run(1));
    assertEquals("null", text(translation(world, "data", 0x21000), "stale"));
    assertEquals("null", text(translation(world, "code", 0x20000), "stale"));
    world.apply(new Command.Poke("page.21000.user", 0));
    Json.Obj stale = translation(world, "data", 0x21000);
    assertTrue(sentence(stale, "stale").contains("rings 0 to 2"), sentence(stale, "stale"));
    assertEquals("true", text(stale, "user"));
    world.apply(new Command.Poke("page.21000.present", 0));
    assertTrue(sentence(translation(world, "data", 0x21000), "stale").contains("no such page"));
  }

  @Test
  void aClearedDirtyBitIsStaleToo() throws InvalidInput {
    World world = PagedKernel.inRing3("mov byte [0x21000], 1\njmp $\n");
    world.apply(new Command.Run(1));
    world.apply(new Command.Poke("page.21000.dirty", 0));
    assertTrue(sentence(translation(world, "data", 0x21000), "stale").contains("D bit"));
  }

  @Test
  void aCacheThatMemoryNoLongerSaysIsTold() throws InvalidInput {
    World world = PagedKernel.inRing3("nop\n");
    assertEquals("null", text(segment(world, "ds"), "differs"));
    world.apply(new Command.Poke("gdt.4.limit", 0xff));
    String differs = sentence(segment(world, "ds"), "differs");
    assertTrue(differs.contains("limit 0xFFFFF"), differs);
    assertEquals("null", text(segment(world, "cs"), "differs"));
  }

  private static Json.Obj translation(World world, String buffer, int linear) {
    for (Json row : array(pages(world, NOTHING_ASKED), buffer)) {
      if (text((Json.Obj) row, "linear").equals(Integer.toString(linear))) {
        return (Json.Obj) row;
      }
    }
    throw new AssertionError("no translation of " + Integer.toHexString(linear));
  }

  private static Json.Obj segment(World world, String name) {
    for (Json segment :
        array((Json.Obj) view().of(world, Optional.empty(), List.of(), List.of()), "segments")) {
      if (text((Json.Obj) segment, "name").equals("\"" + name + "\"")) {
        return (Json.Obj) segment;
      }
    }
    throw new AssertionError(name);
  }

  private static View view() {
    return new View(Words.ENGLISH, new Disassembler(Kernel.opcodes()));
  }

  private static Json.Obj pages(World world, OptionalInt linear) {
    return (Json.Obj) view().pages(world, linear, NOTHING_ASKED, true);
  }

  private static Json.Obj object(Json.Obj of, String name) {
    return (Json.Obj) of.get(name);
  }

  private static List<Json> array(Json.Obj of, String name) {
    return ((Json.Arr) of.get(name)).items();
  }

  private static Json.Obj entry(Json.Obj walk, int index) {
    return (Json.Obj) array(walk, "entries").get(index);
  }

  private static Json.Obj bit(Json.Obj entry, String name) {
    for (Json bit : array(entry, "bits")) {
      if (text((Json.Obj) bit, "name").equals("\"" + name + "\"")) {
        return (Json.Obj) bit;
      }
    }
    throw new AssertionError(name);
  }

  /** Names of the bits with a mark. */
  private static List<String> marked(Json.Obj entry, String mark) {
    return array(entry, "bits").stream()
        .map(Json.Obj.class::cast)
        .filter(bit -> text(bit, mark).equals("true"))
        .map(bit -> text(bit, "name").replace("\"", ""))
        .toList();
  }

  private static String sentence(Json.Obj of, String name) {
    return text(object(of, name), "text");
  }

  private static String text(Json.Obj of, String name) {
    return of.get(name).write();
  }
}
