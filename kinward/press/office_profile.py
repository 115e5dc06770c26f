"""What LibreOffice is told before its first start: run nothing, follow nothing, call nobody."""


def _setting(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
    )


_SCRIPTING = "Office.Common/Security/Scripting"
_INTERNET = "Inet/Settings"
_NOBODY, _NO_PORT = "127.0.0.1", "9"  # the discard port: a connection is refused at once

SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    + _setting(_SCRIPTING, "MacroSecurityLevel", "3")
    + _setting(_SCRIPTING, "DisableMacrosExecution", "true")
    + _setting(_SCRIPTING, "BlockUntrustedRefererLinks", "true")
    + _setting("Office.Writer/Content/Update", "Link", "2")
    + _setting(_INTERNET, "ooInetProxyType", "2")
    + _setting(_INTERNET, "ooInetHTTPProxyName", _NOBODY)
    + _setting(_INTERNET, "ooInetHTTPProxyPort", _NO_PORT)
    + _setting(_INTERNET, "ooInetHTTPSProxyName", _NOBODY)
    + _setting(_INTERNET, "ooInetHTTPSProxyPort", _NO_PORT)
    + _setting(_INTERNET, "ooInetNoProxy", "")
    + _setting("Office.Java/VirtualMachine", "Enable", "false")
    + "</oor:items>\n"
)
"""The `registrymodifications.xcu` of a fresh profile."""


def surroundings(room: str) -> dict[str, str]:
    """Return the office's environment: nothing of ours, so no proxy, and no locale in a date."""
    return {
        "HOME": room,
        "TMPDIR": room,
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
