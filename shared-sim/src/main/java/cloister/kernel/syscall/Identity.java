package cloister.kernel.syscall;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** The names that uname(2) tells. */
public final class Identity {
  public static final String SYSTEM = "Linux";
  public static final String RELEASE = "6.12.0-cloister";
  public static final String VERSION = "#1 Thu Jan  1 00:00:00 UTC 2026";
  public static final String MACHINE = "i686";

  /** As {@code /proc/version} says it. */
  public static String banner() {
    return SYSTEM + " version " + RELEASE + " (cc) " + VERSION;
  }

  private String host = "host";
  private String domain = "(none)";

  public String host() {
    return host;
  }

  public void setHost(String name) {
    host = name;
  }

  public String domain() {
    return domain;
  }

  public void setDomain(String name) {
    domain = name;
  }

  public void save(ObjectWriter out) {
    out.text(host);
    out.text(domain);
  }

  public void load(ObjectReader in) {
    host = in.text();
    domain = in.text();
  }
}
