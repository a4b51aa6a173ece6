#include "mcp/lines.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <csignal>
#include <utility>

namespace errand::mcp {

namespace asio = boost::asio;

namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadPiece = std::size_t{64} * 1024;

// A pipe whose reader is gone must be an error of the write, not the end of the program. Pipes know
// no MSG_NOSIGNAL, so the signal is ignored for the process, where nobody else handles it.
void survive_closed_pipes() {
    struct sigaction current{};
    if (::sigaction(SIGPIPE, nullptr, &current) == 0 && current.sa_handler == SIG_DFL)
        (void)std::signal(SIGPIPE, SIG_IGN);
}

bool blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

LineReader::LineReader(const asio::any_io_executor& executor, int owned_descriptor)
    : from_(executor, owned_descriptor) {}

void LineReader::close() {
    boost::system::error_code ignored;
    from_.close(ignored);
}

async::Awaitable<Result<std::optional<std::string>>> LineReader::next() {
    for (;;) {
        const auto end = buffer_.find('\n', searched_);
        if (end != std::string::npos) {
            auto line = buffer_.substr(begin_, end - begin_);
            begin_ = searched_ = end + 1;
            if (line.ends_with('\r')) line.pop_back();
            if (blank(line)) {
                if (++blanks_ > kMaxStrayMessages)
                    co_return fail(ErrorCode::Exhausted, "too many blank lines");
                continue;
            }
            blanks_ = 0;
            co_return std::optional(std::move(line));
        }
        buffer_.erase(0, std::exchange(begin_, 0));
        searched_ = buffer_.size();
        if (searched_ > kMaxMessageBytes)
            co_return fail(ErrorCode::Exhausted, "a message is too long");
        if (ended_) co_return std::optional<std::string>{};
        buffer_.resize(searched_ + kReadPiece);
        const auto [error, count] = co_await from_.async_read_some(
            asio::buffer(buffer_.data() + searched_, kReadPiece), kTuple);
        buffer_.resize(searched_ + count);
        if (error == asio::error::eof) {
            ended_ = true;  // what stands there without a line's end still counts
            if (!blank(buffer_)) buffer_ += '\n';
        } else if (error) {
            co_return fail(ErrorCode::Unavailable, "the other side is gone: " + error.message());
        }
    }
}

LineWriter::LineWriter(const asio::any_io_executor& executor, int owned_descriptor)
    : to_(executor, owned_descriptor), idle_(executor, async::Deadline::max()) {
    survive_closed_pipes();
}

void LineWriter::close() {
    failed_ = true;
    boost::system::error_code ignored;
    to_.close(ignored);
}

Result<> LineWriter::post(std::string_view line) {
    if (failed_) return fail(ErrorCode::Unavailable, "the other side is gone");
    if (pending_.size() + line.size() > kMaxPendingBytes)
        return fail(ErrorCode::Exhausted, "the other side does not read what is sent to it");
    pending_.append(line).append("\n");
    if (sending_) return {};
    sending_ = true;
    asio::co_spawn(to_.get_executor(), send(),
                   [self = shared_from_this()](const std::exception_ptr&) {});
    return {};
}

async::Awaitable<> LineWriter::send() {
    while (!pending_.empty() && !failed_) {
        const auto bytes = std::exchange(pending_, {});
        const auto [error, count] = co_await asio::async_write(to_, asio::buffer(bytes), kTuple);
        if (error) failed_ = true;
    }
    sending_ = false;
    idle_.cancel();
}

async::Awaitable<> LineWriter::drained() {
    const auto self = shared_from_this();
    while (sending_) co_await idle_.async_wait(kTuple);
}

}  // namespace errand::mcp
