// error: 4: attribute 'packed' is not supported
struct s {
    char c;
} __attribute__((packed));
