"""The parameters of each supported method and the fields of each object they carry, as Bot API 10.1 documents them.

Each line lists `name:type`; a star means required. `[T]` is an array of T, `ChatId` an Integer or a String, `File`
an InputFile or a String; ReplyMarkup, BotCommandScope, MenuButton and InlineQueryResult are unions. What Telegram
knows and the double does not is in UNSUPPORTED, so that it is refused by name rather than ignored.
"""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """One parameter or field: its type as written in the tables below, and whether it is required."""

    type: str
    required: bool


def words(line: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(line.split())


def _read(line: str) -> dict[str, Field]:
    """`*chat_id:ChatId text:String` as a table of fields."""
    pairs = (word.split(":", 1) for word in line.split())
    return {name.lstrip("*"): Field(kind, name.startswith("*")) for name, kind in pairs}


_METHODS = {
    "getMe": "",
    "getUpdates": "offset:Integer limit:Integer timeout:Integer allowed_updates:[String]",
    "setWebhook": (
        "*url:String ip_address:String max_connections:Integer allowed_updates:[String] drop_pending_updates:Boolean secret_token:String"
    ),
    "deleteWebhook": "drop_pending_updates:Boolean",
    "getWebhookInfo": "",
    "sendMessage": (
        "*chat_id:ChatId *text:String parse_mode:String entities:[MessageEntity] link_preview_options:LinkPreviewOptions "
        "disable_notification:Boolean protect_content:Boolean message_effect_id:String reply_parameters:ReplyParameters "
        "reply_markup:ReplyMarkup"
    ),
    "editMessageText": (
        "chat_id:ChatId message_id:Integer text:String parse_mode:String entities:[MessageEntity] "
        "link_preview_options:LinkPreviewOptions reply_markup:InlineKeyboardMarkup"
    ),
    "editMessageReplyMarkup": "chat_id:ChatId message_id:Integer reply_markup:InlineKeyboardMarkup",
    "editMessageCaption": (
        "chat_id:ChatId message_id:Integer caption:String parse_mode:String caption_entities:[MessageEntity] "
        "show_caption_above_media:Boolean reply_markup:InlineKeyboardMarkup"
    ),
    "deleteMessage": "*chat_id:ChatId *message_id:Integer",
    "pinChatMessage": "*chat_id:ChatId *message_id:Integer disable_notification:Boolean",
    "answerCallbackQuery": "*callback_query_id:String text:String show_alert:Boolean url:String cache_time:Integer",
    "sendDocument": (
        "*chat_id:ChatId *document:File caption:String parse_mode:String caption_entities:[MessageEntity] "
        "disable_content_type_detection:Boolean disable_notification:Boolean protect_content:Boolean "
        "message_effect_id:String reply_parameters:ReplyParameters reply_markup:ReplyMarkup"
    ),
    "sendPhoto": (
        "*chat_id:ChatId *photo:File caption:String parse_mode:String caption_entities:[MessageEntity] "
        "show_caption_above_media:Boolean has_spoiler:Boolean disable_notification:Boolean protect_content:Boolean "
        "message_effect_id:String reply_parameters:ReplyParameters reply_markup:ReplyMarkup"
    ),
    "sendChatAction": "*chat_id:ChatId *action:String",
    "setMyCommands": "*commands:[BotCommand] scope:BotCommandScope language_code:String",
    "getMyCommands": "scope:BotCommandScope language_code:String",
    "deleteMyCommands": "scope:BotCommandScope language_code:String",
    "setMyName": "name:String language_code:String",
    "getMyName": "language_code:String",
    "setMyDescription": "description:String language_code:String",
    "getMyDescription": "language_code:String",
    "setMyShortDescription": "short_description:String language_code:String",
    "getMyShortDescription": "language_code:String",
    "answerInlineQuery": (
        "*inline_query_id:String *results:[InlineQueryResult] cache_time:Integer is_personal:Boolean next_offset:String "
        "button:InlineQueryResultsButton"
    ),
    "getFile": "*file_id:String",
    "getChat": "*chat_id:ChatId",
    "setChatMenuButton": "chat_id:Integer menu_button:MenuButton",
    "getChatMenuButton": "chat_id:Integer",
}

_OBJECTS = {
    "MessageEntity": (
        "*type:String *offset:Integer *length:Integer url:String user:User language:String custom_emoji_id:String "
        "unix_time:Integer date_time_format:String"
    ),
    "InlineKeyboardMarkup": "*inline_keyboard:[[InlineKeyboardButton]]",
    "InlineKeyboardButton": (
        "*text:String icon_custom_emoji_id:String style:String url:String callback_data:String web_app:WebAppInfo "
        "switch_inline_query:String switch_inline_query_current_chat:String "
        "switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat copy_text:CopyTextButton"
    ),
    "CopyTextButton": "*text:String",
    "WebAppInfo": "*url:String",
    "SwitchInlineQueryChosenChat": (
        "query:String allow_user_chats:Boolean allow_bot_chats:Boolean allow_group_chats:Boolean allow_channel_chats:Boolean"
    ),
    "ReplyKeyboardMarkup": (
        "*keyboard:[[KeyboardButton]] is_persistent:Boolean resize_keyboard:Boolean one_time_keyboard:Boolean "
        "input_field_placeholder:String selective:Boolean"
    ),
    "KeyboardButton": (
        "*text:String icon_custom_emoji_id:String style:String request_contact:Boolean request_location:Boolean web_app:WebAppInfo"
    ),
    "ReplyKeyboardRemove": "*remove_keyboard:Boolean selective:Boolean",
    "ForceReply": "*force_reply:Boolean input_field_placeholder:String selective:Boolean",
    "BotCommand": "*command:String *description:String",
    "LinkPreviewOptions": "is_disabled:Boolean url:String prefer_small_media:Boolean prefer_large_media:Boolean show_above_text:Boolean",
    "ReplyParameters": "*message_id:Integer chat_id:ChatId allow_sending_without_reply:Boolean",
    "BotCommandScopeDefault": "*type:String",
    "BotCommandScopeAllPrivateChats": "*type:String",
    "BotCommandScopeAllGroupChats": "*type:String",
    "BotCommandScopeAllChatAdministrators": "*type:String",
    "BotCommandScopeChat": "*type:String *chat_id:ChatId",
    "BotCommandScopeChatAdministrators": "*type:String *chat_id:ChatId",
    "BotCommandScopeChatMember": "*type:String *chat_id:ChatId *user_id:Integer",
    "MenuButtonCommands": "*type:String",
    "MenuButtonWebApp": "*type:String *text:String *web_app:WebAppInfo",
    "MenuButtonDefault": "*type:String",
    "InlineQueryResultArticle": (
        "*type:String *id:String *title:String *input_message_content:InputTextMessageContent "
        "reply_markup:InlineKeyboardMarkup url:String description:String thumbnail_url:String thumbnail_width:Integer "
        "thumbnail_height:Integer"
    ),
    "InputTextMessageContent": "*message_text:String parse_mode:String entities:[MessageEntity] link_preview_options:LinkPreviewOptions",
    "InlineQueryResultsButton": "*text:String web_app:WebAppInfo start_parameter:String",
    "User": (
        "*id:Integer *is_bot:Boolean *first_name:String last_name:String username:String language_code:String "
        "is_premium:Boolean added_to_attachment_menu:Boolean can_join_groups:Boolean can_read_all_group_messages:Boolean "
        "supports_guest_queries:Boolean supports_inline_queries:Boolean can_connect_to_business:Boolean "
        "has_main_web_app:Boolean has_topics_enabled:Boolean allows_users_to_create_topics:Boolean "
        "can_manage_bots:Boolean supports_join_request_queries:Boolean"
    ),
}

METHODS = {method: _read(line) for method, line in _METHODS.items()}
OBJECTS = {name: _read(line) for name, line in _OBJECTS.items()}

CANONICAL = {method.lower(): method for method in METHODS}
"""Telegram reads method names without case."""

UNSUPPORTED = words(
    "business_connection_id message_thread_id direct_messages_topic_id suggested_post_parameters allow_paid_broadcast "
    "rich_message inline_message_id certificate thumbnail login_url callback_game pay request_users request_chat "
    "request_managed_bot request_poll checklist_task_id poll_option_id quote quote_parse_mode quote_entities "
    "quote_position"
)
"""Parameters and fields of Telegram's that the double does not play."""
