// Owns: which handler a path belongs to. Strand: the server's.
#pragma once

#include <string>
#include <vector>

#include "net/server.hpp"

namespace errand::net {

class Routes {
  public:
    // Aborts on a malformed pattern or above kMaxRoutes: patterns are written in code.
    void add(std::string method, std::string pattern, Handler handler);

    struct Match {
        const Handler* handler = nullptr;  // null: see `allowed`
        std::string allowed;               // methods of this path, for 405; empty: 404
    };
    // Fills request.parameters. Invalid where the path is malformed.
    Result<Match> find(Request& request) const;

  private:
    enum class Kind { Literal, Named, Rest };
    struct Segment {
        Kind kind;
        std::string text;
        bool operator==(const Segment&) const = default;
    };
    struct Route {
        std::string method;
        std::string pattern;  // as it was given
        std::vector<Segment> segments;
        Handler handler;
    };
    static bool more_special(const Route& a, const Route& b);
    static bool fits(const Route& route, const std::vector<std::string>& path);

    std::vector<Route> routes_;  // the most special first
};

}  // namespace errand::net
