package cloister.cc.preprocess;

import java.util.ArrayList;
import java.util.List;

/**
 * What a compilation is told besides its sources.
 *
 * @param assembly whether the source is assembly, where a number sign may begin a comment, a dollar
 *     is no letter and a quote may stand alone
 * @param unsignedCharacters whether a plain {@code char} has no sign, which a condition may ask
 */
public record Options(
    Macros macros,
    Headers headers,
    Abilities abilities,
    boolean assembly,
    boolean unsignedCharacters) {

  /**
   * The command line's word on macros.
   *
   * @param definitions {@code NAME}, {@code NAME=replacement} or {@code NAME(x)=replacement}, in
   *     order
   * @param undefined names whose predefined macro goes; it goes before the definitions count
   */
  public record Macros(List<String> definitions, List<String> undefined) {}

  /**
   * Where headers are and which are read unasked.
   *
   * @param folders searched for headers of both forms
   * @param systemFolders searched after them
   * @param forced headers that are included before the source
   */
  public record Headers(List<String> folders, List<String> systemFolders, List<String> forced) {}

  /**
   * What the compiler has, for sources that ask.
   *
   * @param attributes what {@code __has_attribute} says yes to
   * @param builtins what {@code __has_builtin} says yes to
   */
  public record Abilities(List<String> attributes, List<String> builtins) {}

  /** Nothing defined, nowhere to search. */
  public static Options none() {
    return new Options(
        new Macros(List.of(), List.of()),
        new Headers(List.of(), List.of(), List.of()),
        new Abilities(List.of(), List.of()),
        false,
        false);
  }

  /** {@code __DATE__}, which is the same in every compilation. */
  public String date() {
    return "Jan  1 2000";
  }

  /** {@code __TIME__}, the same in every compilation. */
  public String time() {
    return "00:00:00";
  }

  /** The day of the week of the date. */
  public String weekday() {
    return "Sat";
  }

  public Options define(String definition) {
    return with(new Macros(with(macros.definitions(), definition), macros.undefined()));
  }

  public Options undefine(String name) {
    return with(new Macros(macros.definitions(), with(macros.undefined(), name)));
  }

  public Options include(String folder) {
    return with(
        new Headers(with(headers.folders(), folder), headers.systemFolders(), headers.forced()));
  }

  public Options includeSystem(String folder) {
    return with(
        new Headers(headers.folders(), with(headers.systemFolders(), folder), headers.forced()));
  }

  /** A header that is included as if the source's first line did ({@code -include}). */
  public Options force(String header) {
    return with(
        new Headers(headers.folders(), headers.systemFolders(), with(headers.forced(), header)));
  }

  /** The attributes and built-in functions that the compiler has. */
  public Options having(List<String> attributes, List<String> builtins) {
    Abilities others = new Abilities(attributes, builtins);
    return new Options(macros, headers, others, assembly, unsignedCharacters);
  }

  /** For a source in assembly, which may ask whether it is one. */
  public Options forAssembly() {
    Macros others = define("__ASSEMBLER__").macros();
    return new Options(others, headers, abilities, true, unsignedCharacters);
  }

  /** Where a plain {@code char} has no sign, which a source may ask, too. */
  public Options withUnsignedCharacters() {
    return new Options(define("__CHAR_UNSIGNED__").macros(), headers, abilities, assembly, true);
  }

  private Options with(Macros others) {
    return new Options(others, headers, abilities, assembly, unsignedCharacters);
  }

  private Options with(Headers others) {
    return new Options(macros, others, abilities, assembly, unsignedCharacters);
  }

  private static List<String> with(List<String> list, String last) {
    List<String> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }
}
