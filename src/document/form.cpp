#include "document/form.hpp"

#include <algorithm>

#include "document/mail.hpp"
#include "document/signed_file.hpp"
#include "document/trim.hpp"

namespace errand::document {
namespace {

using namespace std::string_view_literals;

bool is_archive(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv) ||
           bytes.starts_with("Rar!\x1a\x07"sv) || bytes.starts_with("7z\xbc\xaf\x27\x1c"sv) ||
           bytes.starts_with("\x1f\x8b\x08"sv) ||
           (bytes.size() > 262 && bytes.substr(257, 5) == "ustar"sv);
}

bool is_picture(std::string_view bytes) {
    return bytes.starts_with("\x89PNG\r\n"sv) || bytes.starts_with("\xff\xd8\xff"sv) ||
           bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) ||
           bytes.starts_with("GIF8"sv) || bytes.starts_with("BM"sv) ||
           (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv)) ||
           (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp"sv);
}

bool is_xml(std::string_view bytes) {
    if (bytes.starts_with("\xff\xfe<\0"sv) || bytes.starts_with("\xfe\xff\0<"sv) ||
        bytes.starts_with("<\0?\0"sv) || bytes.starts_with("\0<\0?"sv))
        return true;
    return trim(bytes.substr(0, std::min<std::size_t>(bytes.size(), 4096))).starts_with('<');
}

}  // namespace

Form form_of(std::string_view bytes) {
    constexpr std::string_view kPdf = "%PDF-";
    if (bytes.starts_with(kPdf)) return Form::Pdf;
    // What holds other files may hold a PDF in its first bytes.
    if (is_archive(bytes)) return Form::Archive;
    if (is_picture(bytes)) return Form::Picture;
    if (is_xml(bytes)) return Form::Xml;
    if (looks_signed(bytes)) return Form::Signed;
    if (looks_like_mail(bytes)) return Form::Mail;
    // A PDF may have other bytes before its head (ISO 32000 allows for 1,024).
    return bytes.substr(0, 1024).find(kPdf) != std::string_view::npos ? Form::Pdf : Form::Unknown;
}

}  // namespace errand::document
