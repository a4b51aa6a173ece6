// Owns: a file descriptor, closed on the way out, whatever that is. One owner at a time.
#pragma once

#include <unistd.h>

#include <utility>

namespace errand {

class Descriptor {
  public:
    // Negative: none.
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() { close(); }

    int get() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }

  private:
    int number_;
};

}  // namespace errand
