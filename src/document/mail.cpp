#include "document/mail.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "document/base64_text.hpp"
#include "document/mail_head.hpp"
#include "document/trim.hpp"

namespace errand::document {
namespace {

// A part: its head's lines and its body.
struct Part {
    std::string_view head;
    std::string_view body;
};

Part split(std::string_view bytes) {
    // A part may have no head at all: then it begins with an empty line.
    for (const std::string_view empty : {"\r\n", "\n"})
        if (bytes.starts_with(empty)) return {{}, bytes.substr(empty.size())};
    const auto unix_end = bytes.find("\n\n");
    const auto mail_end = bytes.find("\n\r\n");
    const auto end = std::min(unix_end, mail_end);
    if (end == std::string_view::npos) return {bytes, {}};
    return {bytes.substr(0, end + 1), bytes.substr(end + (end == unix_end ? 2 : 3))};
}

// The parts between the lines "--boundary", without the line end before each of them.
std::vector<std::string_view> between(std::string_view body, const std::string& boundary) {
    const auto mark = "--" + boundary;
    std::vector<std::string_view> out;
    std::size_t begin = std::string_view::npos;
    for (std::size_t at = 0; at < body.size() && out.size() <= kMaxMailParts;) {
        const auto end = std::min(body.find('\n', at), body.size());
        auto line = body.substr(at, end - at);
        if (line.starts_with(mark)) {
            const auto rest = trim(line.substr(mark.size()));
            if (rest.empty() || rest == "--") {
                if (begin != std::string_view::npos) {
                    auto part = body.substr(begin, at - begin);
                    if (part.ends_with('\n')) part.remove_suffix(1);
                    if (part.ends_with('\r')) part.remove_suffix(1);
                    out.push_back(part);
                }
                if (rest == "--") return out;
                begin = std::min(end + 1, body.size());
            }
        }
        at = end + 1;
    }
    // Cut off before its last line.
    if (begin != std::string_view::npos) out.push_back(body.substr(begin));
    return out;
}

bool is_speech(const MailHead& head) {
    if (head.attached || !head.name.empty()) return false;
    return head.type == "text/plain" || head.type == "text/html" || head.type == "text/enriched" ||
           head.type == "message/delivery-status";
}

bool is_signature(const MailHead& head) {
    return head.type == "application/pkcs7-signature" ||
           head.type == "application/x-pkcs7-signature" || head.type == "application/pgp-signature";
}

class MailReader {
  public:
    explicit MailReader(Budget& budget) : budget_(budget) {}

    Result<void> read(std::string_view bytes, std::size_t depth) {
        if (depth > kMaxMailDepth)
            return fail(ErrorCode::Exhausted, "the mail's parts stand too deeply in one another");
        if (++parts_ > kMaxMailParts)
            return fail(ErrorCode::Exhausted, "the mail has more parts than are allowed");
        const auto part = split(bytes);
        if (part.head.size() > kMaxMailHead)
            return fail(ErrorCode::Exhausted, "the head of the mail is too long");
        const auto head = read_mail_head(part.head);
        if (head.type.starts_with("multipart/") && !head.boundary.empty()) {
            for (const auto inner : between(part.body, head.boundary))
                ERRAND_TRY_VOID(read(inner, depth + 1));
            return {};
        }
        if (is_speech(head) || is_signature(head)) return {};
        return keep(head, part.body);
    }

    std::vector<Entry> take() { return std::move(entries_); }

  private:
    Result<void> keep(const MailHead& head, std::string_view body) {
        if (budget_.entries == 0 || body.size() > budget_.bytes)
            return fail(ErrorCode::Exhausted, "the mail carries more than is allowed",
                        "save its attachments, and hand them in");
        --budget_.entries;
        Entry entry;
        entry.name = name_of(head);
        if (head.encoding == "base64") {
            entry.bytes = from_base64_text(body);
            if (entry.bytes.empty() && !trim(body).empty())
                entry.fault = "its base64 cannot be read";
        } else if (head.encoding == "quoted-printable") {
            entry.bytes = from_quoted_printable(body);
        } else if (head.encoding.empty() || head.encoding == "7bit" || head.encoding == "8bit" ||
                   head.encoding == "binary") {
            entry.bytes = body;
        } else {
            entry.fault = fmt::format("the encoding '{:.40}' is not read", head.encoding);
        }
        budget_.bytes -= std::min(budget_.bytes, entry.bytes.size());
        entries_.push_back(std::move(entry));
        return {};
    }

    std::string name_of(const MailHead& head) {
        auto name = head.name;
        if (name.empty() && head.type == "message/rfc822") name = "message.eml";
        if (name.empty()) name = fmt::format("part {}", parts_);
        if (name.size() > kMaxEntryName) name = fmt::format("name of {} bytes", name.size());
        return name;
    }

    Budget& budget_;
    std::vector<Entry> entries_;
    std::size_t parts_ = 0;
};

}  // namespace

bool looks_like_mail(std::string_view bytes) {
    constexpr std::array<std::string_view, 11> kKnown{
        "received", "return-path", "mime-version", "from", "delivered-to",  "message-id",
        "date",     "subject",     "content-type", "to",   "dkim-signature"};
    bytes = trim(bytes.substr(0, kMailGlance));
    std::size_t known = 0;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        const auto line = bytes.substr(0, end);
        const bool last = end == bytes.size();
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        if (trim(line).empty()) break;
        if (line.starts_with(' ') || line.starts_with('\t')) continue;
        const auto colon = line.find(':');
        const bool field = colon != std::string_view::npos && colon > 0 &&
                           std::ranges::all_of(line.substr(0, colon), [](unsigned char one) {
                               return one > ' ' && one < 0x7F;
                           });
        // The line at the end of the glance may be cut.
        if (!field && last) break;
        if (!field) return false;
        std::string name(line.substr(0, colon));
        for (auto& one : name)
            one = static_cast<char>(std::tolower(static_cast<unsigned char>(one)));
        if (std::ranges::find(kKnown, name) != kKnown.end()) ++known;
    }
    return known > 0;
}

Result<std::vector<Entry>> read_mail(std::string_view bytes, Budget& budget) {
    if (!looks_like_mail(bytes)) return fail(ErrorCode::Invalid, "not a mail");
    MailReader reader(budget);
    // Byte order marks and empty lines may stand before the head.
    ERRAND_TRY_VOID(reader.read(bytes.substr(bytes.find(trim(bytes).substr(0, 1))), 0));
    return reader.take();
}

}  // namespace errand::document
