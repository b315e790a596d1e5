# XCU 2.2 Quoting
#### single quotes keep everything
echo 'a $b `c` "d" \e'
| a $b `c` "d" 
#### double quotes expand parameters
x=5; echo "x is $x, \$x \`x\` \\ \" \q"
| x is 5, $x `x` \ " \q
#### backslash outside quotes
echo a\ b \$x \'q\' \"z\" \\
| a b $x 'q' "z" \
#### line continuation disappears
echo one\
two 'three\
four' "five\
six"
| onetwo three\
| four fivesix
#### empty quotes make a field
set -- '' "" a; echo $#
| 3
#### quotes inside a word join
echo a'b c'"d e"f\ g
| ab cd ef g
#### no parameter expansion after a quoted dollar
x=1; echo '$x'"$x"\$x
| $x1$x
#### dollar without a name is itself
echo $ "$" a$ $% "$ x"
| $ $ a$ $% $ x
#### comments begin only at a word
echo a#b # c
echo 'x # y' #z
| a#b
| x # y
#### a quoted keyword is no keyword
'if' 2>/dev/null; echo $?
| 127
#### quoted newline in an argument
echo "a
b"
| a
| b
#### backslash newline inside a word
ec\
ho hi
| hi
#### backslash in double quotes before other characters
echo "\a" | cat -; echo "\\a" | cat -
| 
| 
#### a single quote in double quotes
echo "it's" 'a"b'
| it's a"b
#### hash in the middle of an expansion
x=a#b; echo ${x}#c
| a#b#c
