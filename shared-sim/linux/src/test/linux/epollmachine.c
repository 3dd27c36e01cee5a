/* Random calls around epoll(7): pipes, sockets, counters and epolls in each other, in edges and
 * levels, with descriptors copied and closed; what each call gives is printed. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EPOLLS = 4, SLOTS = 12, FIRST = 20 };

static unsigned state = 1;
static char bytes[5000];

static unsigned any(unsigned below) {
  state = state * 1103515245 + 12345;
  return (state >> 12) % below;
}

/* The first descriptors are those of epolls, mostly. */
static int some(void) { return FIRST + any(SLOTS); }

static int some_epoll(void) { return any(12) ? FIRST + any(EPOLLS) : some(); }

static int some_file(void) { return any(6) ? FIRST + EPOLLS + any(SLOTS - EPOLLS) : some(); }

static int place(int descriptor, int slot) {
  if (descriptor < 0) {
    return -1;
  }
  dup2(descriptor, slot);
  close(descriptor);
  return slot;
}

static uint32_t asked(void) {
  static const uint32_t kinds[] = {EPOLLIN, EPOLLOUT, EPOLLIN | EPOLLOUT, 0, EPOLLRDHUP | EPOLLIN};
  uint32_t events = kinds[any(5)];
  unsigned how = any(8);
  if (how < 3) events |= EPOLLET;
  if (how == 3) events |= EPOLLONESHOT;
  if (how == 4) events |= EPOLLET | EPOLLONESHOT;
  if (how == 5 && any(2)) events |= EPOLLEXCLUSIVE;
  return events;
}

static void make(void) {
  int ends[2] = {-1, -1};
  int flags = O_NONBLOCK;
  int first = -1;
  int second = -1;
  unsigned kind = any(6);
  switch (kind) {
    case 0:
    case 1:
      pipe2(ends, flags);
      first = place(ends[0], some_file());
      second = place(ends[1], some_file());
      break;
    case 2:
      socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends);
      first = place(ends[0], some_file());
      second = place(ends[1], some_file());
      break;
    case 3:
      first = place(eventfd(any(3), EFD_NONBLOCK | (any(2) ? EFD_SEMAPHORE : 0)), some_file());
      break;
    default:
      first = place(epoll_create1(0), some_epoll());
  }
  printf("make %u: %d %d\n", kind, first, second);
}

static void control(void) {
  static const char *names[] = {"?", "add", "del", "mod", "wrong"};
  struct epoll_event event;
  int on = some_epoll();
  int file = some_file();
  unsigned kind = any(20);
  int how = kind < 12 ? EPOLL_CTL_ADD : kind < 15 ? EPOLL_CTL_DEL : kind < 19 ? EPOLL_CTL_MOD : 4;
  int status;
  event.events = asked();
  event.data.u64 = 1000ull * on + file;
  status = epoll_ctl(on, how, file, &event);
  printf("%s %d %d %x: %d %s\n", names[how], on, file, event.events, status,
         status ? strerror(errno) : "");
}

static void look(void) {
  struct epoll_event events[SLOTS];
  int on = some_epoll();
  int most = 1 + any(SLOTS);
  int count = epoll_wait(on, events, most, 0);
  int i;
  if (count < 0) {
    if (errno != EBADF && errno != EINVAL) printf("wait %d: %s\n", on, strerror(errno));
    return;
  }
  printf("wait %d of %d:", on, most);
  for (i = 0; i < count; i++) {
    printf(" %d=%x", (int)events[i].data.u64, events[i].events);
  }
  printf("\n");
}

static void work(void) {
  int file = some_file();
  uint64_t number = any(4) == 0 ? any(3) : 1;
  int count = any(3) == 0 ? (int)sizeof bytes : 8;
  int status;
  switch (any(6)) {
    case 0:
    case 1:
      memcpy(bytes, &number, sizeof number);
      status = write(file, bytes, count);
      printf("write %d: %d %s\n", file, status, status < 0 ? strerror(errno) : "");
      break;
    case 2:
    case 3:
      status = read(file, bytes, any(2) ? 8 : sizeof bytes);
      printf("read %d: %d %s\n", file, status, status < 0 ? strerror(errno) : "");
      break;
    case 4:
      if (any(4) == 0) {
        status = shutdown(file, any(3));
        printf("shutdown %d: %d %s\n", file, status, status ? strerror(errno) : "");
      }
      break;
    default:
      if (any(3) == 0) {
        status = close(file);
        printf("close %d: %d\n", file, status);
      } else if (any(3) == 0) {
        int to = some();
        status = dup2(file, to);
        printf("dup %d %d: %d\n", file, to, status);
      }
  }
}

static void begin(void) {
  int ends[2];
  int slot;
  for (slot = FIRST; slot < FIRST + SLOTS; slot++) close(slot);
  for (slot = FIRST; slot < FIRST + EPOLLS; slot++) place(epoll_create1(0), slot);
  for (slot = FIRST + EPOLLS; slot < FIRST + 10; slot += 2) {
    if (slot < FIRST + 8) pipe2(ends, O_NONBLOCK);
    else socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends);
    place(ends[0], slot);
    place(ends[1], slot + 1);
  }
  place(eventfd(0, EFD_NONBLOCK), FIRST + 10);
  dup2(FIRST + 5, FIRST + 11);
}

int main(int count, char **words) {
  unsigned runs = count > 2 ? atoi(words[2]) : 40;
  unsigned first = count > 1 ? atoi(words[1]) : 1;
  unsigned run;
  int step;
  signal(SIGPIPE, SIG_IGN);
  for (run = first; run < first + runs; run++) {
    state = run * 7919;
    printf("run %u\n", run);
    begin();
    for (step = 0; step < 200; step++) {
      unsigned kind = any(10);
      if (any(25) == 0) make();
      else if (kind < 3) control();
      else if (kind < 6) look();
      else work();
    }
  }
  return 0;
}
