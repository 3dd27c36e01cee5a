printf 'one\ntwo three\nfour\n\nfive five five\nsix\tseven\n' > a
printf 'alpha\nbeta' > b
printf 'x=1\ny=2\n[sec]\nz=3\n' > c
mkdir -p tree/a/b tree/c
echo x > tree/a/f.txt
echo yy > tree/a/b/g.c
: > tree/empty
ln -s f.txt tree/a/l
chmod 600 tree/a/f.txt
printf 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n' > d1
printf 'a\nB\nc\nd\ne\nf\ng\nh\nnew\ni\nj' > d2
cp -r tree tree2
echo z >> tree2/a/f.txt
: > tree2/only
printf 'a\nc\n' > s1
printf 'b\nc\nd\n' > s2
printf 'a\nb\n' > e1
printf 'a\nb\nc\n' > e2
