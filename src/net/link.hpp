// Owns: one connection of the client: TCP, or TLS over it. Private to src/net: it brings Beast
// along. Strand: the client's. Must stay true: each operation ends at its deadline; TLS has
// verified the chain and the host's name before a byte of ours is sent.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <optional>
#include <string>

#include "async/awaitable.hpp"
#include "net/url.hpp"

namespace errand::net {

class Link {
  public:
    virtual ~Link() = default;
    // 0 bytes: the other side closed. Timeout or Unavailable otherwise.
    virtual async::Awaitable<Result<std::size_t>> read(boost::asio::mutable_buffer into,
                                                       async::Deadline deadline) = 0;
    virtual async::Awaitable<Result<>> write(std::string_view head, std::string_view body,
                                             async::Deadline deadline) = 0;
    // True once there is something to read; false at the deadline, which leaves the link as it was.
    virtual async::Awaitable<bool> readable(async::Deadline deadline) = 0;
    // False where the other side has closed it, or says what nobody asked for. Does not wait.
    virtual bool usable() = 0;
};

// Whom to trust, read from the disk at the first https connection: that takes 20 ms, and most
// clients only ever speak to loopback.
class Trust {
  public:
    // Empty: the system's authorities, else those of a PEM file.
    explicit Trust(std::string authorities) : authorities_(std::move(authorities)) {}
    boost::asio::ssl::context& context();

  private:
    std::string authorities_;
    std::optional<boost::asio::ssl::context> context_;
};

// Resolves, connects and, for https, shakes hands. Unavailable where that fails, or has not been
// done by the deadline.
async::Awaitable<Result<std::unique_ptr<Link>>> connect(Url url, Trust& trust,
                                                        async::Deadline deadline);

}  // namespace errand::net
