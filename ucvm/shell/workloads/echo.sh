i=0
while [ $i -lt 300 ]; do echo line $i "of text"; i=$((i + 1)); done
