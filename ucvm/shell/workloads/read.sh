i=0
while [ $i -lt 60 ]; do i=$((i + 1)); echo "name$i:x:$i:some text \\ here"; done >/tmp/lines
while IFS=: read -r name x number rest; do
    set -- "$name" "$number" "$rest"
done </tmp/lines
while read first others; do :; done </tmp/lines
