package cloister.kernel.ns;

import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** The names of the host (uts_namespaces(7)). */
public final class UtsNamespace extends Namespace {
  private String host = "host";
  private String domain = "(none)";

  public UtsNamespace(int id) {
    super(id);
  }

  public UtsNamespace of(int number, UserNamespace owner) {
    begin(number, owner);
    return this;
  }

  public UtsNamespace copy(int id, int number, UserNamespace owner) {
    UtsNamespace copy = new UtsNamespace(id).of(number, owner);
    copy.host = host;
    copy.domain = domain;
    return copy;
  }

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

  @Override
  public NamespaceKind namespaceKind() {
    return NamespaceKind.UTS;
  }

  @Override
  public Kind kind() {
    return Kind.UTS_NAMESPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.text(host);
    out.text(domain);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    host = in.text();
    domain = in.text();
  }
}
