dump registers
mode
mode full
mode
output verbose
output
output raw
mode simplified
dump state
exit
