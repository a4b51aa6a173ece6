#include "synthetic/mail.hpp"

#include <fmt/format.h>

#include "base/encoding.hpp"

namespace errand::synthetic {
namespace {

std::string in_lines(const std::string& text, std::size_t width) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += width) out += text.substr(at, width) + "\r\n";
    return out;
}

std::string percent(const std::string& text) {
    std::string out;
    for (const char one : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(one));
    return out;
}

// A parameter of a head's line, with its ";".
std::string named(std::string_view parameter, const std::string& name, Random& random) {
    switch (random.between(0, 3)) {
        case 0:
            return fmt::format(";\r\n\t{}=\"=?UTF-8?B?{}?=\"", parameter, base64_encode(name));
        case 1:
            return fmt::format(";\r\n {}*=UTF-8''{}", parameter, percent(name));
        case 2: {
            const auto coded = percent(name);
            // Between two bytes, not inside one.
            const auto half = coded.size() / 6 * 3;
            return fmt::format(";\r\n {0}*0*=utf-8''{1};\r\n {0}*1*={2}", parameter,
                               coded.substr(0, half), coded.substr(half));
        }
        default:
            return fmt::format("; {}=\"{}\"", parameter, name);
    }
}

std::string part(const Inside& file, Random& random) {
    if (file.name.ends_with(".eml"))
        return "Content-Type: message/rfc822" + named("name", file.name, random) + "\r\n\r\n" +
               file.bytes + "\r\n";
    const char* type = file.name.ends_with(".pdf") ? "application/pdf" : "application/octet-stream";
    std::string head = std::string("Content-Type: ") + type + named("name", file.name, random);
    if (random.chance(80))
        head += "\r\nContent-Disposition: attachment" + named("filename", file.name, random);
    return head + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
           in_lines(base64_encode(file.bytes), 76);
}

}  // namespace

std::string mail(const std::vector<Inside>& files, Random& random) {
    const auto boundary = "----=_Part_" + random.digits(8);
    const auto inner = "----=_Alt_" + random.digits(8);
    std::string out =
        "Received: from mail.example.com by mx.example.org; Mon, 3 Mar 2025 10:00:00 +0800\r\n"
        "From: =?UTF-8?B?" +
        base64_encode("开票中心") +
        "?= <noreply@example.com>\r\n"
        "To: finance@example.org\r\nSubject: =?UTF-8?B?" +
        base64_encode("您收到一张电子发票") +
        "?=\r\nDate: Mon, 3 Mar 2025 10:00:00 +0800\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n\tboundary=\"" +
        boundary + "\"\r\n\r\nThis is a multi-part message in MIME format.\r\n";
    out +=
        "--" + boundary + "\r\nContent-Type: multipart/alternative; boundary=\"" + inner +
        "\"\r\n\r\n--" + inner +
        "\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
        in_lines(base64_encode("您好,发票见附件。"), 76) + "--" + inner +
        "\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: "
        "quoted-printable\r\n\r\n<p style=3D\"a\">=E6=82=A8=E5=A5=BD</p>\r\n--" +
        inner + "--\r\n";
    for (const auto& file : files) out += "--" + boundary + "\r\n" + part(file, random);
    return out + "--" + boundary + "--\r\n";
}

}  // namespace errand::synthetic
