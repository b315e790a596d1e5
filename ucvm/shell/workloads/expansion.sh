path=/usr/local/share/file.name.txt list="alpha beta  gamma delta"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    base=${path##*/} dir=${path%/*} stem=${path%%.*} length=${#path}
    value=${unset:-default} other=${path:+set} empty=${nothing-"two words"}
    for word in $list "$list" "${base}x" 'quoted text' a$i; do kept="$kept$word"; done
    set -- $list
    kept="$* $# $1"
    shift
done
