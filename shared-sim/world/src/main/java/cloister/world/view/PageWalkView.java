package cloister.world.view;

import cloister.bits.Bits;
import cloister.bits.Hex;
import cloister.bus.Memory;
import cloister.codec.Json;
import cloister.cpu.paging.PageEntry;
import cloister.cpu.paging.PageWalk;
import cloister.event.Event.FaultRaised;
import cloister.event.Rule;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.why.RuleWords;
import cloister.world.table.PageField;
import cloister.world.timeline.LastWriter.Writer;
import cloister.world.timeline.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The way from CR3 to a frame, entry by entry as memory has them now, with what the access met that
 * made it and with the bits that it changed.
 */
final class PageWalkView {
  private static final List<PageField> POINTER_FIELDS = List.of(PageField.PRESENT);
  private static final List<PageField> DIRECTORY_FIELDS =
      List.of(
          PageField.PRESENT,
          PageField.WRITABLE,
          PageField.USER,
          PageField.ACCESSED,
          PageField.LARGE);
  private static final List<PageField> LARGE_FIELDS =
      List.of(
          PageField.PRESENT,
          PageField.WRITABLE,
          PageField.USER,
          PageField.ACCESSED,
          PageField.DIRTY,
          PageField.LARGE,
          PageField.GLOBAL);
  private static final List<PageField> TABLE_FIELDS =
      List.of(
          PageField.PRESENT,
          PageField.WRITABLE,
          PageField.USER,
          PageField.ACCESSED,
          PageField.DIRTY,
          PageField.GLOBAL);

  private final Scene scene;
  private final Optional<PageAccess> access;
  private final PageWalk walk;
  private final Optional<FaultRaised> refused;
  private final OptionalInt decidingAddress;
  private final Rule decidingRule;

  /**
   * @param access the access that made the walk, if one did
   */
  PageWalkView(Scene scene, int linear, Optional<PageAccess> access) {
    this.scene = scene;
    this.access = access;
    walk = scene.cpu().paging().probe(linear);
    if (access.isPresent() && access.get() instanceof PageAccess.Refused(var fault)) {
      refused = Optional.of(fault);
      decidingAddress = OptionalInt.of(fault.third());
      decidingRule = fault.rule();
    } else {
      refused = Optional.empty();
      decidingAddress =
          walk.complete() ? OptionalInt.empty() : OptionalInt.of(walk.decidingAddress());
      decidingRule = walk.refusal();
    }
  }

  /** An entry that the walk reads. */
  private record Entry(
      String level, int index, int address, int low, int high, List<PageField> fields) {}

  /**
   * @param search whether to look for who wrote the entries, which takes a replay
   */
  Json json(boolean search) {
    List<Entry> entries = entries();
    List<Writer> writers = search ? writers(entries) : List.of();
    List<Json> boxes = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      boxes.add(box(entries.get(i), search ? Optional.of(writers.get(i)) : Optional.empty()));
    }
    int page = walk.large() ? MappedRanges.directoryReach(walk) : Memory.PAGE_SIZE;
    return Json.object()
        .putUnsigned("linear", walk.linear())
        .put("ofStep", access.isPresent())
        .put("refused", refused.isPresent())
        .put("title", scene.words().sentence(title()))
        .putUnsigned("cr3", scene.cpu().control(3))
        .put("indices", indices())
        .put("entries", boxes)
        .put("physical", walk.complete() ? Json.unsigned(walk.physical()) : Json.NULL)
        .put("frame", walk.complete() ? Json.unsigned(walk.physical() & -page) : Json.NULL)
        .put("pageBytes", page)
        .build();
  }

  private Message title() {
    Argument linear = Argument.hex32("linear", walk.linear());
    Argument physical = Argument.hex32("physical", walk.complete() ? walk.physical() : 0);
    if (access.isPresent()) {
      return switch (access.get()) {
        case PageAccess.Refused(var fault) ->
            Message.of("view.page.refused", Argument.text("why", RuleWords.failed(fault, "")));
        case PageAccess.Found found ->
            Message.of(
                found.stillSo(walk) ? "view.page.found" : "view.page.found-since",
                linear,
                Argument.hex32("physical", found.event().physical()));
      };
    }
    if (walk.complete()) {
      return Message.of("view.page.way", linear, physical);
    }
    return Message.of(
        decidingRule == Rule.PAGE_NOT_PRESENT ? "view.page.no-way" : "view.page.reserved",
        linear,
        Argument.hex32("address", walk.decidingAddress()));
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    int linear = walk.linear();
    if (walk.wide()) {
      entries.add(
          new Entry(
              "pointer", linear >>> 30, walk.pointerAddress(), walk.pointer(), 0, POINTER_FIELDS));
    }
    if (walk.reachedDirectory()) {
      entries.add(
          new Entry(
              "directory",
              walk.wide() ? Bits.field(linear, 29, 21) : Bits.field(linear, 31, 22),
              walk.directoryAddress(),
              walk.directoryEntry(),
              walk.directoryHigh(),
              walk.large() ? LARGE_FIELDS : DIRECTORY_FIELDS));
    }
    if (walk.reachedTable()) {
      entries.add(
          new Entry(
              "table",
              walk.wide() ? Bits.field(linear, 20, 12) : Bits.field(linear, 21, 12),
              walk.tableAddress(),
              walk.tableEntry(),
              walk.tableHigh(),
              TABLE_FIELDS));
    }
    return entries;
  }

  /** Which bits of the linear address select what. */
  private List<Json> indices() {
    List<Json> indices = new ArrayList<>();
    int top = 31;
    if (walk.wide()) {
      indices.add(index("pointer", 31, 30));
      top = 29;
    }
    int directoryLow = walk.wide() ? 21 : 22;
    indices.add(index("directory", top, directoryLow));
    if (!walk.large()) {
      indices.add(index("table", directoryLow - 1, 12));
    }
    indices.add(index("offset", walk.large() ? directoryLow - 1 : 11, 0));
    return indices;
  }

  private Json index(String level, int high, int low) {
    int value = Bits.field(walk.linear(), high, low);
    return Json.object()
        .put("level", level)
        .put("high", high)
        .put("low", low)
        .putUnsigned("value", value)
        .put("text", Hex.hex(value, (high - low + 4) / 4))
        .build();
  }

  private Json box(Entry entry, Optional<Writer> writer) {
    byte[] before = scene.world().bytesBefore(entry.address(), Integer.BYTES * 2);
    List<Json> bits = new ArrayList<>();
    for (PageField field : entry.fields()) {
      bits.add(bit(entry, field, word(before, 0)));
    }
    if (walk.wide() && !entry.level().equals("pointer")) {
      bits.add(bit(entry, PageField.NO_EXECUTE, word(before, 4)));
    }
    boolean present = PageEntry.has(entry.low(), PageEntry.PRESENT);
    int next = PageField.FRAME.read(entry.low());
    return Json.object()
        .put("level", entry.level())
        .put("index", entry.index())
        .putUnsigned("address", entry.address())
        .putUnsigned("low", entry.low())
        .put("high", walk.wide() ? Json.unsigned(entry.high()) : Json.NULL)
        .put("bits", bits)
        .put("next", present ? Json.unsigned(next) : Json.NULL)
        .put("decided", decided(entry))
        .put("written", scene.words().sentence(writer.flatMap(PageWalkView::written)))
        .put("step", writer.map(PageWalkView::step).orElse(Json.NULL))
        .build();
  }

  private static int word(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  /**
   * @param before the word as it was before the step
   */
  private Json bit(Entry entry, PageField field, int before) {
    int value = field.read(field.inUpperWord() ? entry.high() : entry.low());
    boolean asked = decided(entry) && field(decidingRule).filter(field::equals).isPresent();
    return Json.object()
        .put("name", field.manualName())
        .put("value", value)
        .put("path", path(entry, field))
        .put("decided", asked)
        .put("changed", field.read(before) != value)
        .build();
  }

  private Json path(Entry entry, PageField field) {
    String page = "page." + Hex.hex32(walk.linear() & -Memory.PAGE_SIZE) + ".";
    return switch (entry.level()) {
      case "pointer" -> Json.NULL;
      case "directory" -> Json.of(page + "directory." + field.id());
      default -> Json.of(page + field.id());
    };
  }

  /** True for the entry that ended the walk or denied the access, while it still would. */
  private boolean decided(Entry entry) {
    if (decidingAddress.isEmpty()) {
      return false;
    }
    int offset = decidingAddress.getAsInt() - entry.address();
    boolean here = offset == 0 || offset == 4 && walk.wide();
    return here && !repaired(offset == 0 ? entry.low() : entry.high());
  }

  /** Somebody has changed the bit since the access was refused. */
  private boolean repaired(int word) {
    Optional<PageField> asked = field(decidingRule);
    return refused.isPresent()
        && asked.isPresent()
        && asked.get().read(refused.get().second()) != asked.get().read(word);
  }

  /** The bit that a rule asks for; reserved bits have no name. */
  private static Optional<PageField> field(Rule rule) {
    return switch (rule) {
      case PAGE_NOT_PRESENT -> Optional.of(PageField.PRESENT);
      case PAGE_SUPERVISOR_ONLY -> Optional.of(PageField.USER);
      case PAGE_READ_ONLY -> Optional.of(PageField.WRITABLE);
      case PAGE_NO_EXECUTE -> Optional.of(PageField.NO_EXECUTE);
      default -> Optional.empty();
    };
  }

  private List<Writer> writers(List<Entry> entries) {
    List<Watch> watches = new ArrayList<>();
    for (Entry entry : entries) {
      watches.add(Watch.bytes(entry.address(), walk.wide() ? 8 : 4));
    }
    return watches.isEmpty()
        ? List.of()
        : scene.world().lastWriter().find(scene.world().step(), watches);
  }

  private static Optional<Message> written(Writer writer) {
    return switch (writer) {
      case Writer.Step(var moment, _, _) ->
          Optional.of(Message.of("view.page.written", Argument.decimal("step", moment.step())));
      case Writer.ByHand(int step, _) ->
          Optional.of(Message.of("view.page.by-hand", Argument.decimal("step", step)));
      case Writer.Start() -> Optional.of(Message.of("view.page.loaded"));
      case Writer.LongAgo _ -> Optional.empty();
    };
  }

  private static Json step(Writer writer) {
    return switch (writer) {
      case Writer.Step(var moment, _, _) -> Json.of(moment.step());
      case Writer.ByHand(int step, _) -> Json.of(step);
      case Writer.Start _, Writer.LongAgo _ -> Json.NULL;
    };
  }
}
