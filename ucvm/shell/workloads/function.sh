add() {
    sum=$(($1 + $2))
    return 0
}
max() {
    local a=$1 b=$2
    if [ "$a" -gt "$b" ]; then result=$a; else result=$b; fi
}
i=0
while [ $i -lt 60 ]; do
    add $i 3
    max $i 30 && i=$((i + 1))
done
