// A program of shared objects: numbers, locales, threads with their own variables, and a plug-in.
#include <dlfcn.h>
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static __thread int own = 5;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_key_t key;
static int ready, sum;

static void *work(void *number) {
  own += (long)number;
  pthread_setspecific(key, number);
  for (int i = 0; i < 500; i++) {
    pthread_mutex_lock(&mutex);
    sum += own;
    pthread_mutex_unlock(&mutex);
  }
  pthread_mutex_lock(&mutex);
  ready++;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&mutex);
  return (void *)(long)own;
}

static void *forever(void *unused) {
  for (;;) pause();
}

static void threads(void) {
  pthread_t all[8];
  pthread_key_create(&key, 0);
  for (long i = 0; i < 8; i++) pthread_create(all + i, 0, work, (void *)i);
  pthread_mutex_lock(&mutex);
  while (ready < 8) pthread_cond_wait(&changed, &mutex);
  pthread_mutex_unlock(&mutex);
  for (int i = 0; i < 8; i++) {
    void *result;
    pthread_join(all[i], &result);
    printf("%ld ", (long)result);
  }
  printf("sum %d own %d\n", sum, own);
  pthread_t one;
  void *result;
  pthread_create(&one, 0, forever, 0);
  pthread_cancel(one);
  pthread_join(one, &result);
  printf("cancelled %d\n", result == PTHREAD_CANCELED);
}

static void plug(void) {
  void *object = dlopen("/bin/plug.so", RTLD_NOW);
  if (!object) object = dlopen("./plug.so", RTLD_NOW);
  if (!object) {
    puts(dlerror());
    exit(1);
  }
  int (*answer)(int) = (int (*)(int))dlsym(object, "answer");
  printf("%d %d\n", answer(5), answer(5));
  printf("no such %d\n", dlsym(object, "question") == 0);
  dlclose(object);
  printf("none %d\n", dlopen("/none.so", RTLD_NOW) == 0);
}

int main(int count, char **words) {
  setvbuf(stdout, 0, _IONBF, 0);
  printf("%f %g %a %Lf %e\n", 3.14159, 1e300, 0.1, 2.5L, -0.0);
  printf("%s %.9f\n", setlocale(LC_ALL, "C"), sqrt(count + 1));
  printf("%ls\n", L"wide");
  char *much = malloc(1000000);
  memset(much, 1, 1000000);
  free(much);
  time_t zero = 0;
  printf("%s", asctime(gmtime(&zero)));
  threads();
  plug();
  return 7;
}
