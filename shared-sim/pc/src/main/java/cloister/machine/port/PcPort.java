package cloister.machine.port;

import cloister.codec.Base64Url;
import cloister.codec.Deflate;
import cloister.codec.Inflate;
import cloister.codec.Json;
import cloister.codec.Utf8;
import cloister.cpu.translate.Host;
import cloister.cpu.translate.HotCode;
import cloister.device.disk.Disk;
import cloister.device.ide.Medium;
import cloister.input.Fields;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.machine.WholePc;
import cloister.machine.view.BoardView;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One PC, driven by JSON requests. Bytes of files come and go as text with a character for each
 * byte, because that is what all hosts can hand over in one go.
 */
public final class PcPort {
  /** Longest link; beyond it the log is too long to be shared. */
  public static final int MAX_FRAGMENT = 8 << 10;

  private static final int MAX_REQUEST = 1 << 20;
  private static final int MAX_ENTRIES = 20_000;
  private static final int MAX_SERIAL_INPUT = 4096;
  private static final int MAX_SECTORS = 4096;
  private static final int MAX_MEBIBYTES = 512;

  /** Requests that let a search go on; what they show is where it looks. */
  private static final List<String> LEAVE_SEARCH = List.of("search", "screen", "devices", "marks");

  private final BoardView boardView = new BoardView();
  private final TimeRequests time = new TimeRequests(boardView);
  private final WhyRequests why = new WhyRequests(boardView);
  private Image bios = new Image();
  private Image image = new Image();
  private Image hypervisor = new Image();
  private Optional<Host> translator = Optional.empty();
  private Optional<HotCode> hot = Optional.empty();
  private Optional<Session> running = Optional.empty();

  /** Lets machines that are started from now on run what runs often in code of the host. */
  public void translateWith(Host host) {
    translator = Optional.of(host);
  }

  /** Answers {@code {"ok": true, …}} or {@code {"ok": false, "error": …}}. */
  public String request(String json) {
    try {
      Fields request = Fields.of(Texts.json(json, MAX_REQUEST), "");
      return answer(request).put("ok", true).build().write();
    } catch (InvalidInput e) {
      Json error =
          Json.object().put("field", e.field()).put("message", e.reason().toJson()).build();
      return Json.object().put("ok", false).put("error", error).build().write();
    }
  }

  /** The next bytes of the BIOS; false when they are too many. */
  public boolean addBios(String bytes) {
    return bios.add(bytes);
  }

  /** The next bytes of the hypervisor's entry code; false when they are too many. */
  public boolean addHypervisor(String bytes) {
    return hypervisor.add(bytes);
  }

  /** The next bytes of what is to be booted; false when they are too many. */
  public boolean addImage(String bytes) {
    return image.add(bytes);
  }

  /** Sectors of the disk as they are now. */
  public String sectors(int first, int count) {
    running.ifPresent(Session::endSearch);
    List<Disk> disks = running.map(session -> session.pc().chipset().disks()).orElse(List.of());
    if (disks.isEmpty()) {
      return "";
    }
    Disk disk = disks.getFirst();
    int end = Math.min(disk.sectors(), first + Math.clamp(count, 0, MAX_SECTORS));
    byte[] sector = new byte[Medium.SECTOR_BYTES];
    StringBuilder bytes = new StringBuilder();
    for (int i = Math.max(0, first); i < end; i++) {
      disk.readSector(i, sector, 0);
      for (byte value : sector) {
        bytes.append((char) (value & 0xff));
      }
    }
    return bytes.toString();
  }

  private Json.Members answer(Fields request) throws InvalidInput {
    String what = request.text("do", 20);
    if (!LEAVE_SEARCH.contains(what)) {
      running.ifPresent(Session::endSearch);
    }
    return switch (what) {
      case "look" -> look();
      case "start" -> start(request);
      case "unshare" -> unshare(request);
      case "run" -> run(request);
      case "seek" -> moved(time.seek(session(), request));
      case "marks" -> time.marks(session());
      case "mark" -> moved(time.mark(session()));
      case "unmark" -> moved(time.unmark(session(), request));
      case "next" -> time.next(session());
      case "watch" -> time.watch(session(), request);
      case "writer" -> time.writer(session(), request);
      case "refusal" -> time.refusal(session());
      case "search" -> time.search(session());
      case "words" -> why.words(request);
      case "why" -> why.why(session());
      case "key", "serial", "reset" -> input(what, request);
      case "devices" -> Json.object().put("devices", boardView.json(session().pc()));
      case "screen" ->
          Json.object().put("screen", ScreenView.of(session().pc().chipset().screen()));
      case "digest" -> Json.object().put("digest", session().digest());
      case "translated" -> Json.object().put("instructions", hot.map(HotCode::retired).orElse(0));
      case "share" -> share();
      default ->
          throw new InvalidInput("do", Message.of("error.command", Argument.code("command", what)));
    };
  }

  /** The status with something more. */
  private Json.Members moved(Json.Members more) throws InvalidInput {
    return more.put("status", status(session()));
  }

  private Session session() throws InvalidInput {
    return running.orElseThrow(() -> new InvalidInput("do", Message.of("error.machine.off")));
  }

  /** What the file is that has come, before it is started. */
  private Json.Members look() {
    image.complete();
    return Json.object()
        .put("kind", ImageKind.of(image).name())
        .put("sha256", image.sha256())
        .put("bytes", image.bytes());
  }

  private Json.Members start(Fields request) throws InvalidInput {
    ImageKind kind = ImageKind.of(image);
    if (kind == ImageKind.NONE) {
      throw new InvalidInput("image", Message.of("error.machine.image"));
    }
    Image rom = kind == ImageKind.BIOS ? image : bios;
    if (rom.bytes() == 0) {
      throw new InvalidInput("bios", Message.of("error.machine.bios"));
    }
    int mebibytes = request.number("memory", 1, MAX_MEBIBYTES);
    Way way = way(request);
    if (way != Way.BARE && hypervisor.bytes() == 0) {
      throw new InvalidInput("technique", Message.of("error.machine.hypervisor"));
    }
    byte[] entryCode = way == Way.BARE ? new byte[0] : hypervisor.content();
    MachineSetup setup = new MachineSetup(rom, Optional.of(image), kind, mebibytes, way, entryCode);
    List<Entry> log = request.has("log") ? log(request) : List.of();
    long end = request.has("end") ? Steps.read(request, "end") : 0;
    Session session = new Session(setup, log, end, marks(request));
    hot = translator.map(host -> session.pc().busiest().translateWith(host));
    running = Optional.of(session);
    return Json.object().put("status", status(session));
  }

  private static Way way(Fields holder) throws InvalidInput {
    String technique = holder.has("technique") ? holder.text("technique", 20) : Way.BARE.id();
    return Way.of(technique)
        .orElseThrow(
            () ->
                new InvalidInput(
                    holder.path("technique"),
                    Message.of("error.machine.technique", Argument.code("technique", technique))));
  }

  private static List<Entry> log(Fields holder) throws InvalidInput {
    List<Json> items = holder.items("log", MAX_ENTRIES);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String path = holder.path("log") + "[" + i + "]";
      Entry entry = Entry.read(items.get(i), path);
      if (i > 0 && entry.step() < entries.getLast().step()) {
        throw new InvalidInput(path + ".step", Message.of("error.machine.order"));
      }
      entries.add(entry);
    }
    return entries;
  }

  private static List<Long> marks(Fields holder) throws InvalidInput {
    return holder.has("marks") ? Steps.readAll(holder, "marks", Marks.MOST) : List.of();
  }

  private Json.Members run(Fields request) throws InvalidInput {
    Session session = session();
    int steps = request.number("steps", 1, Integer.MAX_VALUE);
    long until = Steps.read(request, "untilMillis");
    int done = session.run(steps, session.tickAt(until));
    return Json.object()
        .put("status", status(session))
        .put("steps", done)
        .put("serial", session.takeSerial());
  }

  private Json.Members input(String what, Fields request) throws InvalidInput {
    Session session = session();
    List<Input> inputs = new ArrayList<>();
    switch (what) {
      case "key" -> inputs.add(Input.read(request));
      case "reset" -> inputs.add(new Input.Reset());
      default -> {
        String text = request.text("text", MAX_SERIAL_INPUT);
        for (int i = 0; i < text.length(); i++) {
          inputs.add(new Input.Serial(text.charAt(i) & 0xff));
        }
      }
    }
    if (session.logToHere().size() + inputs.size() > MAX_ENTRIES) {
      throw new InvalidInput(
          "do", Message.of("error.log.full", Argument.decimal("most", MAX_ENTRIES)));
    }
    boolean taken = true;
    for (Input input : inputs) {
      taken &= session.input(input);
    }
    return moved(Json.object().put("taken", taken));
  }

  private Json status(Session session) {
    WholePc pc = session.pc();
    WholePc.Software software = pc.software();
    Json.Members status =
        Json.object()
            .put("instructions", Steps.json(pc.instructions()))
            .put("millis", Steps.json(pc.clock().now() / session.ticksPerMilli()))
            .put("cpl", software.cpl())
            .put("protectedMode", software.protectedMode())
            .put("halted", pc.halted())
            .put("stopped", pc.stopped())
            .put("refused", pc.hasProcessor() && (pc.shutDown() || pc.cpu().faultPending()))
            .put("gotNowhere", session.gotNowhere())
            .put("replaying", session.replaying())
            .put("step", Steps.json(session.step()))
            .put("lastStep", Steps.json(session.lastStep()))
            .put("lastMillis", Steps.json(session.lastTick() / session.ticksPerMilli()))
            .put("marks", session.marks().revision())
            .put("touched", session.watched().map(WatchedBytes::met).orElse(false))
            .put("sectorsRead", image.sectorsRead())
            .put("sectorsWritten", written(pc));
    if (pc.shutDown()) {
      status.put("shutDown", shutDown(session));
    }
    if (session.isGuest()) {
      status.put("exits", pc.exits()).put("inHost", !pc.hasProcessor());
      status.put("shares", pc.shares());
      status.put("refusal", pc.refusal());
    }
    return status.build();
  }

  private static int written(WholePc pc) {
    return pc.chipset().disks().isEmpty() ? 0 : pc.chipset().disks().getFirst().sectorsWritten();
  }

  /** The exceptions, where they came, and the table in which none of them had a way out. */
  private static Json shutDown(Session session) {
    WholePc.Software software = session.pc().software();
    return Json.object()
        .put("faults", Json.strings(session.faults()))
        .putUnsigned("address", software.address())
        .putUnsigned("tableBase", software.tableBase())
        .putUnsigned("tableLimit", software.tableLimit())
        .build();
  }

  /**
   * The hash of what was booted, the input and the person's marks up to here, and the step, as the
   * fragment of a link, if that is short enough.
   */
  private Json.Members share() throws InvalidInput {
    Session session = session();
    Json.Members members =
        Json.object()
            .put("sha256", image.sha256())
            .put("memory", session.mebibytes())
            .put("log", session.logToHere().stream().map(Entry::toJson).toList())
            .put("end", Steps.json(session.step()));
    if (session.isGuest()) {
      members.put("technique", session.way().id());
    }
    List<Long> marked = session.marks().ownUpTo(session.step());
    if (!marked.isEmpty()) {
      members.put("marks", marked.stream().map(Steps::json).toList());
    }
    Json record = members.build();
    byte[] bytes = Utf8.encode(record.write());
    String fragment = Base64Url.encode(Deflate.compress(bytes));
    Json.Members answer = Json.object().put("record", record);
    return fragment.length() > MAX_FRAGMENT ? answer : answer.put("fragment", fragment);
  }

  private static Json.Members unshare(Fields request) throws InvalidInput {
    Optional<byte[]> bytes =
        Base64Url.decode(request.text("fragment", MAX_FRAGMENT))
            .flatMap(packed -> Inflate.decompress(packed, MAX_REQUEST));
    if (bytes.isEmpty()) {
      throw new InvalidInput("fragment", Message.of("error.share.broken"));
    }
    String text = Utf8.decode(bytes.get());
    Fields record = Fields.of(Texts.json(text, MAX_REQUEST), "record");
    record.text("sha256", 64);
    record.number("memory", 1, MAX_MEBIBYTES);
    way(record);
    log(record);
    marks(record);
    if (record.has("end")) {
      Steps.read(record, "end");
    }
    return Json.object().put("record", Texts.json(text, MAX_REQUEST));
  }
}
