// Owns: one message a line over two descriptors (pipes, sockets or terminals). Private to src/mcp.
// Strand: the event loop's thread. Must stay true: no line above kMaxMessageBytes is kept; lines
// leave whole and in order.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <memory>
#include <optional>
#include <string>

#include "async/awaitable.hpp"
#include "mcp/limits.hpp"

namespace errand::mcp {

class LineReader {
  public:
    LineReader(const boost::asio::any_io_executor& executor, int owned_descriptor);
    // The next line that is not blank, without its end; nothing at the end of the input. Exhausted:
    // a line is too long, or too many blank ones came in a row.
    async::Awaitable<Result<std::optional<std::string>>> next();
    void close();

  private:
    boost::asio::posix::stream_descriptor from_;
    std::string buffer_;
    std::size_t begin_ = 0;     // of the line that comes next
    std::size_t searched_ = 0;  // no line ends between
    std::size_t blanks_ = 0;    // in a row
    bool ended_ = false;
};

class LineWriter : public std::enable_shared_from_this<LineWriter> {
  public:
    LineWriter(const boost::asio::any_io_executor& executor, int owned_descriptor);
    // Takes the line and sends it after those before it. Unavailable where the other side has
    // closed, Exhausted where more than kMaxPendingBytes wait. Held by shared_ptr only.
    Result<> post(std::string_view line);
    // Returns when all that was posted has left, or cannot any more.
    async::Awaitable<> drained();
    void close();

  private:
    async::Awaitable<> send();

    boost::asio::posix::stream_descriptor to_;
    boost::asio::steady_timer idle_;  // cancelled when nothing is left to send
    std::string pending_;
    bool sending_ = false;
    bool failed_ = false;
};

}  // namespace errand::mcp
