package cloister.cc.driver;

import cloister.asm.encode.InstructionSet;
import cloister.cc.assemble.Assembled;
import cloister.cc.code.Debug;
import cloister.cc.code.Item;
import cloister.cc.driver.Request.Linking;
import cloister.cc.driver.Request.Stage;
import cloister.cc.dwarf.DebugInformation;
import cloister.cc.gas.Sources;
import cloister.cc.generate.emit.NasmText;
import cloister.cc.lex.Token;
import cloister.cc.link.Linker;
import cloister.cc.link.script.Script;
import cloister.cc.link.script.ScriptParser;
import cloister.cc.parse.Limits;
import cloister.cc.preprocess.Options;
import cloister.cc.preprocess.TokenText;
import cloister.cc.report.Diagnostics;
import cloister.cpu.decode.OpcodeTable;
import cloister.elf.Archive;
import cloister.elf.ObjectFile;
import cloister.elf.ObjectReader;
import cloister.elf.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out what a compiler command asks for. It reads through {@link Files}, writes nothing. */
public final class Driver {
  private final InstructionSet set;
  private final Sysroot sysroot;
  private final Files files;
  private final Diagnostics diagnostics;
  private final Limits limits;

  /** A driver with the limits of a browser. */
  public Driver(OpcodeTable opcodes, Sysroot sysroot, Files files, Diagnostics diagnostics) {
    this(opcodes, sysroot, files, diagnostics, Limits.OF_A_BROWSER);
  }

  public Driver(
      OpcodeTable opcodes, Sysroot sysroot, Files files, Diagnostics diagnostics, Limits limits) {
    set = new InstructionSet(opcodes);
    this.limits = limits;
    this.sysroot = sysroot;
    this.files = files;
    this.diagnostics = diagnostics;
  }

  /**
   * The files that the command makes; none of them counts when an error was reported. What {@link
   * Files} throws when a file is of no use is thrown on.
   */
  public List<Output> run(Request request) {
    if (request.permissive()) {
      diagnostics.makePermissive();
    }
    List<Output> outputs = new ArrayList<>();
    List<LinkInput> objects = new ArrayList<>();
    for (String input : request.inputs()) {
      if (diagnostics.full()) {
        break;
      }
      if (request.link().raw().contains(input)) {
        raw(input).ifPresent(objects::add);
      } else if (request.language(input).isSource()) {
        defectsOf(input, () -> source(request, input, outputs, objects));
      } else if (input.equals("-")) {
        diagnostics.error(Passes.at(input), DriverComplaint.unnamedLanguage());
      } else if (request.language(input) == Language.FOREIGN) {
        diagnostics.error(Passes.at(input), DriverComplaint.unknownKind(input));
      } else if (links(request)) {
        library(request, input).ifPresent(objects::add);
      } else if (!input.startsWith("-l")) {
        diagnostics.warn(Passes.at(input), DriverComplaint.unused(input));
      }
    }
    if (links(request) && !diagnostics.anyError()) {
      defectsOf(programName(request), () -> link(request, objects, outputs));
    }
    return outputs;
  }

  /** Says what was worked on when something broke. */
  private static void defectsOf(String file, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException broken) {
      throw new CompilerDefect(file, broken);
    }
  }

  private static String programName(Request request) {
    return request.output().isEmpty() ? "a.out" : request.output();
  }

  private static boolean links(Request request) {
    return request.stage() == Stage.LINK && request.dump().isEmpty();
  }

  /**
   * A file to link.
   *
   * @param raw true for one that is no object or archive, but data
   */
  private record LinkInput(String name, byte[] bytes, boolean raw) {
    LinkInput(String name, byte[] bytes) {
      this(name, bytes, false);
    }
  }

  private Optional<LinkInput> raw(String input) {
    Optional<byte[]> bytes = files.bytes(input);
    if (bytes.isEmpty()) {
      diagnostics.error(Passes.at(input), DriverComplaint.noFile(input));
    }
    return bytes.map(data -> new LinkInput(input, data, true));
  }

  private void source(
      Request request, String input, List<Output> outputs, List<LinkInput> objects) {
    Dependencies read = new Dependencies(new Headers(files, sysroot), request);
    Passes passes = passes(request, request.language(input), read);
    if (request.rules().only()) {
      passes.preprocess(input);
    } else if (request.dump().isPresent()) {
      dump(request, input, passes).ifPresent(outputs::add);
    } else {
      source(request, input, passes, outputs, objects);
    }
    if (request.rules().wanted()) {
      String rule = read.rule(input, target(request, input));
      outputs.add(Output.rules(rulesFile(request, input), rule));
    }
  }

  private static Optional<Output> dump(Request request, String input, Passes passes) {
    if (request.language(input) != Language.C) {
      return Optional.empty();
    }
    return new Dump(passes, input)
        .of(request.dump().get())
        .map(text -> Output.text(request.output(), text));
  }

  private static String target(Request request, String input) {
    boolean named = !request.output().isEmpty() && !request.rules().only();
    return named ? request.output() : objectName(input);
  }

  /** Beside the result, as GCC names it. */
  private static String rulesFile(Request request, String input) {
    String output = request.output();
    if (!request.rules().file().isEmpty()) {
      return request.rules().file();
    }
    if (request.rules().only()) {
      return output;
    }
    if (output.isEmpty()) {
      return stem(input) + ".d";
    }
    long sources =
        request.inputs().stream().filter(one -> request.language(one).isSource()).count();
    return withoutSuffix(output) + (sources > 1 ? "-" + stem(input) : "") + ".d";
  }

  private static String withoutSuffix(String file) {
    int dot = file.lastIndexOf('.');
    return dot <= file.lastIndexOf('/') + 1 ? file : file.substring(0, dot);
  }

  private void source(
      Request request, String input, Passes passes, List<Output> outputs, List<LinkInput> objects) {
    switch (request.stage()) {
      case PREPROCESS -> {
        String text = text(request, passes, input);
        outputs.add(Output.text(request.output(), text));
      }
      case MACROS -> outputs.add(Output.text(request.output(), passes.macros(input)));
      case CHECK -> passes.check(input);
      case GENERATE ->
          code(request, passes, input)
              .map(Passes.Compiled::items)
              .ifPresent(
                  items ->
                      outputs.add(
                          Output.text(named(request, input, ".asm"), new NasmText().print(items))));
      case ASSEMBLE ->
          object(request, passes, input)
              .ifPresent(bytes -> outputs.add(Output.object(named(request, input, ".o"), bytes)));
      case LINK ->
          object(request, passes, input)
              .ifPresent(bytes -> objects.add(new LinkInput(objectName(input), bytes)));
    }
  }

  private static String text(Request request, Passes passes, String input) {
    List<Token> tokens = passes.preprocess(input);
    return request.language(input).isAssembly()
        ? TokenText.ofAssembly(tokens)
        : TokenText.of(tokens);
  }

  private static String named(Request request, String input, String suffix) {
    return request.output().isEmpty() ? stem(input) + suffix : request.output();
  }

  private static String objectName(String input) {
    return stem(input) + ".o";
  }

  /** The file's name without folder and suffix. */
  private static String stem(String input) {
    String name = input.substring(input.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  private Passes passes(Request request, Language language, Dependencies texts) {
    Options options = Options.none();
    if (language.isAssembly()) {
      options = options.forAssembly();
    }
    if (request.dialect().gnuInline()) {
      options = options.undefine("__GNUC_STDC_INLINE__").define("__GNUC_GNU_INLINE__");
    }
    if (request.dialect().unsignedCharacters()) {
      options = options.withUnsignedCharacters();
    }
    for (String definition : request.definitions()) {
      options = options.define(definition);
    }
    for (String name : request.undefined()) {
      options = options.undefine(name);
    }
    for (String folder : request.includeFolders()) {
      options = options.include(folder);
    }
    for (String folder : request.systemFolders()) {
      options = options.includeSystem(folder);
    }
    for (String header : request.forced()) {
      options = options.force(header);
    }
    if (request.standardHeaders()) {
      options = options.includeSystem(Sysroot.HEADERS);
    }
    CompileOptions compile =
        new CompileOptions(
            options,
            limits,
            request.optimize(),
            request.omitFramePointer(),
            request.dialect(),
            request.debug());
    return new Passes(set, compile, texts, included(request), diagnostics);
  }

  /** What assembly includes is searched like headers (GNU as manual, 2.4). */
  private Sources included(Request request) {
    return name -> {
      Optional<byte[]> found = files.bytes(name);
      for (String folder : request.includeFolders()) {
        found = found.isPresent() ? found : files.bytes(folder + "/" + name);
      }
      return found;
    };
  }

  private Optional<Passes.Compiled> code(Request request, Passes passes, String input) {
    if (request.language(input) == Language.C) {
      return passes.compile(input);
    }
    return assembly(request, passes, input).map(items -> new Passes.Compiled(items, Debug.NOTHING));
  }

  private Optional<List<Item>> assembly(Request request, Passes passes, String input) {
    Optional<String> text = files.text(input);
    if (text.isEmpty()) {
      diagnostics.error(Passes.at(input), DriverComplaint.noFile(input));
      return Optional.empty();
    }
    if (request.language(input) == Language.ASSEMBLY) {
      return Optional.of(passes.readAssembly(input, text.get()));
    }
    return Optional.of(passes.readAssembly(input, text(request, passes, input)));
  }

  private Optional<byte[]> object(Request request, Passes passes, String input) {
    int before = diagnostics.count();
    Optional<Passes.Compiled> code = code(request, passes, input);
    Optional<Assembled> assembled =
        code.flatMap(one -> passes.assemble(objectName(input), one.items()));
    if (request.language(input).isAssembly()) {
      // Some mistakes are noticed when the text is read, and others when it is assembled.
      diagnostics.arrange(before);
    }
    return assembled
        .map(
            one ->
                request.debug() ? described(request, one, code.get().debug(), input) : one.object())
        .map(ObjectWriter::write);
  }

  private ObjectFile described(Request request, Assembled assembled, Debug debug, String input) {
    DebugInformation.Source source =
        new DebugInformation.Source(input, files.folder(), request.language(input).isAssembly());
    return DebugInformation.add(assembled, debug, source);
  }

  private Optional<LinkInput> library(Request request, String input) {
    if (input.startsWith("-l")) {
      return library(request.libraryFolders(), input.substring(2));
    }
    Optional<byte[]> bytes = files.bytes(input);
    if (bytes.isEmpty()) {
      diagnostics.error(Passes.at(input), DriverComplaint.noFile(input));
      return Optional.empty();
    }
    if (!Archive.isArchive(bytes.get()) && !ObjectReader.isElf(bytes.get())) {
      boolean compiles = request.languages().get(input) != Language.OTHER;
      diagnostics.error(
          Passes.at(input),
          compiles ? DriverComplaint.unknownKind(input) : DriverComplaint.noObject(input));
      return Optional.empty();
    }
    return Optional.of(new LinkInput(input, bytes.get()));
  }

  /** The standard library has in one what others have in several. */
  private Optional<LinkInput> library(List<String> folders, String name) {
    for (String folder : folders) {
      String file = folder + "/lib" + name + ".a";
      Optional<byte[]> bytes = files.bytes(file);
      if (bytes.isPresent()) {
        return Optional.of(new LinkInput(file, bytes.get()));
      }
    }
    return switch (name) {
      case "gcc" -> sysroot.helpers().map(bytes -> new LinkInput("libgcc.a", bytes));
      case "c", "m", "dl", "pthread", "rt", "util", "crypt", "resolv" ->
          sysroot.library().map(bytes -> new LinkInput("libc.a", bytes));
      default -> {
        diagnostics.error(Passes.at("-l" + name), DriverComplaint.noLibrary(name));
        yield Optional.empty();
      }
    };
  }

  private void link(Request request, List<LinkInput> objects, List<Output> outputs) {
    Linker linker = new Linker(diagnostics);
    linker.leaveOut(request.link().strip());
    boolean partial = request.link().partial();
    if (request.startFiles() && !partial) {
      sysroot.startFile().ifPresent(start -> linker.add("crt0.o", start));
    }
    for (LinkInput object : objects) {
      if (object.raw()) {
        linker.addBytes(object.name(), object.bytes());
      } else {
        linker.add(object.name(), object.bytes());
      }
    }
    if (request.standardLibrary() && !partial) {
      sysroot.library().ifPresent(library -> linker.add("libc.a", library));
    }
    if (partial) {
      String object = programName(request);
      linker.combine(object).ifPresent(bytes -> outputs.add(Output.object(object, bytes)));
      return;
    }
    Optional<Script> script = script(request);
    if (script.isEmpty() || diagnostics.anyError()) {
      return;
    }
    String name = programName(request);
    linker.link(script.get()).ifPresent(linked -> outputs.add(Output.program(name, linked.file())));
    if (!request.link().mapFile().isEmpty()) {
      outputs.add(Output.map(request.link().mapFile(), linker.map()));
    }
  }

  private Optional<Script> script(Request request) {
    Linking link = request.link();
    Optional<Script> script = link.script().isEmpty() ? usualScript(request) : writtenScript(link);
    for (Map.Entry<String, Integer> address : link.addresses().entrySet()) {
      script = script.map(one -> one.withAddress(address.getKey(), address.getValue()));
    }
    return script;
  }

  private static Optional<Script> usualScript(Request request) {
    Linking link = request.link();
    boolean program = request.startFiles() || request.standardLibrary() || !link.binary();
    String entry = link.entry().isEmpty() && program ? "_start" : link.entry();
    int base = link.textAddress().orElse(Linker.LINUX_BASE);
    boolean exact = link.textAddress().isPresent();
    return Optional.of(
        link.packed()
            ? Linker.packedScriptAt(entry, base, link.binary(), exact)
            : Linker.scriptAt(entry, base, link.binary(), exact));
  }

  private Optional<Script> writtenScript(Linking link) {
    Optional<String> text = files.text(link.script());
    if (text.isEmpty()) {
      diagnostics.error(Passes.at(link.script()), DriverComplaint.noFile(link.script()));
      return Optional.empty();
    }
    Optional<Script> script =
        new ScriptParser(link.script(), diagnostics)
            .parse(text.get(), link.entry(), link.binary(), link.packed());
    return link.textAddress().isEmpty()
        ? script
        : script.map(one -> one.withAddress(".text", link.textAddress().getAsInt()));
  }
}
