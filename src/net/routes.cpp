#include "net/routes.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/encoding.hpp"

namespace errand::net {

namespace {

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> parts;
    if (path.starts_with('/')) path.remove_prefix(1);
    for (;;) {
        const auto end = path.find('/');
        parts.push_back(path.substr(0, end));
        if (end == std::string_view::npos) return parts;
        path.remove_prefix(end + 1);
    }
}

}  // namespace

void Routes::add(std::string method, std::string pattern, Handler handler) {
    ERRAND_CHECK(pattern.starts_with('/') && handler && routes_.size() < kMaxRoutes);
    Route route{std::move(method), std::move(pattern), {}, std::move(handler)};
    for (auto part : split(route.pattern)) {
        ERRAND_CHECK(route.segments.empty() || route.segments.back().kind != Kind::Rest);
        if (!part.starts_with('{')) {
            route.segments.push_back({Kind::Literal, std::string(part)});
            continue;
        }
        ERRAND_CHECK(part.ends_with('}') && part.size() > 2);
        part = part.substr(1, part.size() - 2);
        const bool rest = part.ends_with('*');
        if (rest) part.remove_suffix(1);
        route.segments.push_back({rest ? Kind::Rest : Kind::Named, std::string(part)});
    }
    const auto place = std::ranges::upper_bound(routes_, route, more_special);
    routes_.insert(place, std::move(route));
}

bool Routes::more_special(const Route& a, const Route& b) {
    const auto kind = [](const Segment& segment) { return segment.kind; };
    return std::ranges::lexicographical_compare(a.segments, b.segments, {}, kind, kind);
}

bool Routes::fits(const Route& route, const std::vector<std::string>& path) {
    for (std::size_t i = 0; i < route.segments.size(); ++i) {
        const auto& segment = route.segments[i];
        if (segment.kind == Kind::Rest) return path.size() >= i;
        if (i >= path.size()) return false;
        if (segment.kind == Kind::Literal ? segment.text != path[i] : path[i].empty()) return false;
    }
    return route.segments.size() == path.size();
}

Result<Routes::Match> Routes::find(Request& request) const {
    std::vector<std::string> path;
    for (const auto part : split(request.path)) {
        ERRAND_TRY(auto decoded, percent_decode(part));
        path.push_back(std::move(decoded));
    }
    Match match;
    for (const auto& route : routes_) {
        if (!fits(route, path)) continue;
        if (route.method != request.method &&
            !(route.method == "GET" && request.method == "HEAD")) {
            if (!match.allowed.empty()) match.allowed += ", ";
            match.allowed += route.method == "GET" ? "GET, HEAD" : route.method;
            continue;
        }
        for (std::size_t i = 0; i < route.segments.size(); ++i) {
            const auto& segment = route.segments[i];
            if (segment.kind == Kind::Literal) continue;
            std::string text = i < path.size() ? path[i] : "";
            for (auto j = i + 1; segment.kind == Kind::Rest && j < path.size(); ++j)
                text += "/" + path[j];
            request.parameters.insert_or_assign(segment.text, std::move(text));
        }
        match.handler = &route.handler;
        return match;
    }
    return match;
}

}  // namespace errand::net
