// Owns: the head of a mail or of one part of it: what it is and what it is called. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>

namespace errand::document {

struct MailHead {
    std::string type = "text/plain";  // lower case, without parameters
    std::string boundary;             // of a multipart
    std::string encoding;             // Content-Transfer-Encoding, lower case
    std::string name;                 // UTF-8; of the disposition or of the type
    std::string subject;
    bool attached = false;  // Content-Disposition: attachment
};

// `text`: the lines of the head.
MailHead read_mail_head(std::string_view text);
// RFC 2047: "=?UTF-8?B?…?=" and "=?gbk?Q?…?=" become what they stand for; other text stays. Bytes
// that are no UTF-8 are taken for GB18030, then for Latin-1.
std::string decode_mail_words(std::string_view text);
std::string from_quoted_printable(std::string_view text, bool in_head = false);

}  // namespace errand::document
