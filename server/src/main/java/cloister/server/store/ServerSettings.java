package cloister.server.store;

import org.jdbi.v3.core.Jdbi;

/** Values that a server makes once and then keeps; replicas share them. */
final class ServerSettings {
  private final Jdbi jdbi;

  ServerSettings(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Throws when there is no room for a log of the largest size; stores nothing. */
  void requireRoom() {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("INSERT INTO setting (name, value) VALUES (:name, :value)")
              .bind("name", "room")
              .bind("value", "-".repeat(64 << 10))
              .execute();
          handle.rollback();
        });
  }

  /** The stored value; the offered one becomes it when there is none. */
  String getOrPut(String name, String offered) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "INSERT INTO setting (name, value) VALUES (:name, :value)"
                      + " ON CONFLICT (name) DO NOTHING")
              .bind("name", name)
              .bind("value", offered)
              .execute();
          return handle
              .createQuery("SELECT value FROM setting WHERE name = :name")
              .bind("name", name)
              .mapTo(String.class)
              .one();
        });
  }
}
