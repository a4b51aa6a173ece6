// Owns: what the main program and errand-documents say to each other over one stream socket, and
// sending and receiving it whole. Both are of one build, so numbers stand as the machine has them.
// Any thread; one at a time for each socket.
//
//   errand-documents: Told{Ready}
//   main program:     Ask, then `bytes` bytes: the file
//   errand-documents: Told{Data}, then `size` bytes; any number of these: the answer in pieces
//   errand-documents: Told{Over}: how the process that read the file ended
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/error.hpp"

namespace errand::document {

using Clock = std::chrono::steady_clock;

struct Ask {
    std::uint64_t bytes = 0;
    std::uint64_t depth = 0;         // in how many others the file stands
    std::uint64_t budget_bytes = 0;  // what it may unpack to
    std::uint64_t budget_entries = 0;
    std::uint64_t milliseconds = 0;  // then it is killed
};

// How reading one file ended.
enum class End : std::uint32_t {
    Answered,
    Memory,     // it took more than is allowed
    Time,       // it took longer than is allowed
    Answer,     // it answered more than is allowed
    Forbidden,  // it did what is not allowed: a socket, another program
    Broke,      // a crash, or an end without an answer
    Unstarted,  // no process could be made for it, or not confined
};

struct Told {
    enum class Kind : std::uint32_t { Ready, Data, Over };

    Kind kind = Kind::Ready;
    std::uint32_t size = 0;
    End end = End::Answered;
    std::int32_t detail = 0;  // a signal's number or an exit status, where there is one
};

template <class T>
std::string_view bytes_of(const T& plain) {
    static_assert(std::is_trivially_copyable_v<T>);
    return {reinterpret_cast<const char*>(&plain), sizeof plain};
}

// Timeout: the deadline. Unavailable: the other side is gone.
Result<void> send_all(int socket, std::string_view bytes, Clock::time_point deadline);
Result<void> receive_all(int socket, std::span<char> into, Clock::time_point deadline);

template <class T>
Result<T> receive(int socket, Clock::time_point deadline) {
    static_assert(std::is_trivially_copyable_v<T>);
    T plain;
    ERRAND_TRY_VOID(receive_all(socket, {reinterpret_cast<char*>(&plain), sizeof plain}, deadline));
    return plain;
}

// Milliseconds until then for poll(); 0 where it has passed.
int milliseconds_until(Clock::time_point deadline);

}  // namespace errand::document
