package cloister.cc.assemble;

import cloister.asm.encode.InstructionSet;
import cloister.asm.report.Problem;
import cloister.asm.report.Span;
import cloister.cc.code.CodeOperand;
import cloister.cc.code.Item;
import cloister.cc.report.Diagnostics;
import cloister.elf.ObjectFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a relocatable object of machine code. Branches to labels of the same section are as short
 * as they can be; what only the linker knows becomes a relocation.
 */
public final class ObjectAssembler {
  private final InstructionBytes instructions;
  private final Sections sections = new Sections();
  private final Names names = new Names();
  private final Diagnostics diagnostics;
  private final List<Item.Common> rooms = new ArrayList<>();
  private final List<Located> located = new ArrayList<>();
  private Span span = Span.NOWHERE;

  public ObjectAssembler(InstructionSet set, Diagnostics diagnostics) {
    instructions = new InstructionBytes(set);
    this.diagnostics = diagnostics;
  }

  /**
   * The object; worth something only when nothing was reported.
   *
   * @param name of the object, for messages of the linker
   */
  public ObjectFile assemble(String name, List<Item> items) {
    return assembleWithPlaces(name, items).object();
  }

  /** The object, with what a debugger asks for. */
  public Assembled assembleWithPlaces(String name, List<Item> items) {
    beginSections();
    numbers(items);
    for (Item item : items) {
      add(item);
    }
    localRooms();
    for (Problem problem : instructions.problems().errors()) {
      diagnostics.error(problem.span(), problem.message());
    }
    ObjectFile object =
        new ObjectBuilder(name, sections, names, instructions.numbers(), diagnostics).build();
    return new Assembled(object, marks(), places());
  }

  /** As with GNU's assembler, every object has these three: scripts may count on it. */
  private void beginSections() {
    sections.named(Item.Section.TEXT);
    sections.named(Item.Section.DATA);
    sections.named(Item.Section.BSS);
    sections.enter(Item.Section.TEXT);
  }

  private List<Assembled.Mark> marks() {
    List<Assembled.Mark> marks = new ArrayList<>();
    for (Located one : located) {
      marks.add(new Assembled.Mark(one.span(), place(one.place())));
    }
    return marks;
  }

  private Map<String, Assembled.Place> places() {
    Map<String, Assembled.Place> places = new TreeMap<>();
    names.places().forEach((label, place) -> places.put(label, place(place)));
    return places;
  }

  private static Assembled.Place place(Place place) {
    return new Assembled.Place(place.section().index, place.offset());
  }

  /** Code for a place in the source begins here. */
  private record Located(Span span, Place place) {}

  /** Numbers count from the start, also for instructions before their definition. */
  private void numbers(List<Item> items) {
    for (Item item : items) {
      if (item instanceof Item.Equate equate && equate.other().isEmpty()) {
        instructions.define(equate.symbol(), equate.addend());
      }
    }
  }

  private void add(Item item) {
    Fragment current = sections.current().current();
    switch (item) {
      case Item.Instruction instruction -> add(instruction);
      case Item.Label label -> {
        if (!names.label(label.name(), sections.current().here())) {
          diagnostics.error(span, AssembleComplaint.redefined(label.name()));
        }
      }
      case Item.Data data -> {
        current.bytes.add(data.bytes(), 0, data.bytes().length);
        sections.current().added(true);
      }
      case Item.SymbolData data ->
          field(current, data.bytes(), data.relative(), data.symbol(), "", data.addend());
      case Item.Difference data ->
          field(current, data.bytes(), false, data.symbol(), data.minus(), data.addend());
      case Item.Space space -> space(current, space);
      case Item.SpaceTo space -> sections.current().spaceTo(space, span);
      case Item.Origin origin -> sections.current().origin(origin, span);
      case Item.Align align -> sections.current().align(align, instructions.bits(), span);
      case Item.Section section -> sections.enter(section);
      case Item.CodeSize size -> instructions.size(size.bits());
      case Item.Visibility visibility -> names.bind(visibility.symbol(), visibility.binding());
      case Item.SymbolInfo info -> names.describe(info, sections.current().here());
      case Item.Hidden hidden -> names.hide(hidden.symbol());
      case Item.Common common -> common(common);
      case Item.Equate equate -> names.equate(equate, span);
      case Item.Distance distance -> names.distance(distance);
      case Item.Position position -> {
        span = position.span();
        located.add(new Located(span, sections.current().here()));
      }
    }
  }

  private void add(Item.Instruction instruction) {
    SectionCode section = sections.current();
    int condition = condition(instruction.mnemonic());
    boolean branch = condition >= 0 || instruction.mnemonic().equals("jmp");
    boolean relaxes =
        branch
            && instruction.prefixes().isEmpty()
            && instruction.operands().getFirst() instanceof CodeOperand.Target;
    if (relaxes) {
      CodeOperand.Target target = (CodeOperand.Target) instruction.operands().getFirst();
      section.branch(condition, target.symbol(), target.addend(), instructions.bits(), span);
      section.added(false);
      return;
    }
    if (!instruction.mnemonic().isEmpty() && !instructions.knows(instruction.mnemonic())) {
      diagnostics.error(span, AssembleComplaint.unknown(instruction.mnemonic()));
      return;
    }
    instructions.append(instruction, span, section.current());
    // A prefix alone would change what follows it.
    section.added(instruction.mnemonic().isEmpty());
  }

  /** Behind what the section has itself. */
  private void localRooms() {
    for (Item.Common common : rooms) {
      SectionCode rest = sections.named(Item.Section.BSS);
      rest.align(
          new Item.Align(Math.max(1, common.alignment())), instructions.bits(), Span.NOWHERE);
      names.object(common, rest.here());
      rest.current().bytes.zeros(common.bytes());
    }
  }

  /** A local symbol's room is in this object; that of others the linker gives. */
  private void common(Item.Common common) {
    if (names.binding(common.symbol()) != Item.Binding.LOCAL
        || !names.bindings().containsKey(common.symbol())) {
      names.common(common);
      return;
    }
    rooms.add(common);
  }

  /** The condition's number in a conditional jump's opcode (SDM vol. 2, appendix B), or -1. */
  private static int condition(String mnemonic) {
    return switch (mnemonic) {
      case "jo" -> 0;
      case "jno" -> 1;
      case "jb", "jc", "jnae" -> 2;
      case "jae", "jnb", "jnc" -> 3;
      case "je", "jz" -> 4;
      case "jne", "jnz" -> 5;
      case "jbe", "jna" -> 6;
      case "ja", "jnbe" -> 7;
      case "js" -> 8;
      case "jns" -> 9;
      case "jp", "jpe" -> 10;
      case "jnp", "jpo" -> 11;
      case "jl", "jnge" -> 12;
      case "jge", "jnl" -> 13;
      case "jle", "jng" -> 14;
      case "jg", "jnle" -> 15;
      default -> -1;
    };
  }

  private void field(
      Fragment fragment, int bytes, boolean relative, String symbol, String minus, int addend) {
    int at = fragment.bytes.length();
    // A relative datum counts from itself, a branch's field from its end.
    int correction = relative ? bytes : 0;
    fragment.fixups.add(Fixup.data(at, bytes, relative, symbol, minus, addend + correction));
    fragment.bytes.zeros(bytes);
    sections.current().added(true);
  }

  private void space(Fragment fragment, Item.Space space) {
    sections.current().added(true);
    if (space.value() == 0) {
      fragment.bytes.zeros(space.bytes());
      return;
    }
    for (int i = 0; i < space.bytes(); i++) {
      fragment.bytes.add(space.value());
    }
  }
}
