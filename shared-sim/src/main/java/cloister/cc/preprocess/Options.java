package cloister.cc.preprocess;

import java.util.ArrayList;
import java.util.List;

/**
 * What a compilation is told besides its sources.
 *
 * @param definitions {@code NAME}, {@code NAME=replacement} or {@code NAME(x)=replacement}, in
 *     order
 * @param undefined names whose predefined macro goes; it goes before the definitions count
 * @param includeFolders searched for headers of both forms
 * @param systemFolders searched after them
 * @param attributes what {@code __has_attribute} says yes to
 * @param builtins what {@code __has_builtin} says yes to
 * @param date {@code __DATE__}, as {@code "Jan 1 2000"}
 * @param time {@code __TIME__}, as {@code "00:00:00"}
 * @param forced headers that are included before the source
 * @param assembly whether the source is assembly, where a number sign may begin a comment, a dollar
 *     is no letter and a quote may stand alone
 */
public record Options(
    List<String> definitions,
    List<String> undefined,
    List<String> includeFolders,
    List<String> systemFolders,
    List<String> attributes,
    List<String> builtins,
    String date,
    String time,
    List<String> forced,
    boolean assembly) {

  /** Nothing defined, nowhere to search. */
  public static Options none() {
    return new Options(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "Jan  1 2000",
        "00:00:00",
        List.of(),
        false);
  }

  /** The day of the week of the date, which is the same in every compilation. */
  public String weekday() {
    return "Sat";
  }

  public Options define(String definition) {
    return new Options(
        with(definitions, definition),
        undefined,
        includeFolders,
        systemFolders,
        attributes,
        builtins,
        date,
        time,
        forced,
        assembly);
  }

  public Options undefine(String name) {
    return new Options(
        definitions,
        with(undefined, name),
        includeFolders,
        systemFolders,
        attributes,
        builtins,
        date,
        time,
        forced,
        assembly);
  }

  public Options include(String folder) {
    return new Options(
        definitions,
        undefined,
        with(includeFolders, folder),
        systemFolders,
        attributes,
        builtins,
        date,
        time,
        forced,
        assembly);
  }

  public Options includeSystem(String folder) {
    return new Options(
        definitions,
        undefined,
        includeFolders,
        with(systemFolders, folder),
        attributes,
        builtins,
        date,
        time,
        forced,
        assembly);
  }

  /** A header that is included as if the source's first line did ({@code -include}). */
  public Options force(String header) {
    return new Options(
        definitions,
        undefined,
        includeFolders,
        systemFolders,
        attributes,
        builtins,
        date,
        time,
        with(forced, header),
        assembly);
  }

  /** The attributes and built-in functions that the compiler has. */
  public Options having(List<String> attributes, List<String> builtins) {
    return new Options(
        definitions,
        undefined,
        includeFolders,
        systemFolders,
        attributes,
        builtins,
        date,
        time,
        forced,
        assembly);
  }

  /** For a source in assembly, which may ask whether it is one. */
  public Options forAssembly() {
    return new Options(
        with(definitions, "__ASSEMBLER__"),
        undefined,
        includeFolders,
        systemFolders,
        attributes,
        builtins,
        date,
        time,
        forced,
        true);
  }

  private static List<String> with(List<String> list, String last) {
    List<String> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }
}
